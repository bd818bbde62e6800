namespace Assay.Settings;

/// <summary>Names of environment variables.</summary>
internal static class VariablePattern
{
    public const string Text = "^[A-Za-z_][A-Za-z0-9_]*$";

    public const string Expectation = "a variable's name, not its value";
}
