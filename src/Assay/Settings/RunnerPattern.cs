namespace Assay.Settings;

/// <summary>A label that a forge's runner has.</summary>
internal static class RunnerPattern
{
    public const string Text = "^[A-Za-z0-9][A-Za-z0-9 ._:=/+-]{0,254}$";

    public const string Expectation = "a runner's label, such as self-hosted";
}
