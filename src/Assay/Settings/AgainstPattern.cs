namespace Assay.Settings;

/// <summary>What a gate may compare with: everything that can name a stage, a version or a git ref, and no option of git's.</summary>
internal static class AgainstPattern
{
    public const string Text = "^[A-Za-z0-9][A-Za-z0-9._/@#+-]*$";

    public const string Expectation = "a stage, a version such as v1.3.0, a branch, or merge-base";
}
