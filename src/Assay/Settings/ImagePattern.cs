namespace Assay.Settings;

/// <summary>Names of container images, with a tag or a digest; no option of a program.</summary>
internal static class ImagePattern
{
    public const string Text = "^[a-z0-9][A-Za-z0-9._:/@-]*$";

    public const string Expectation = "a container image's name";
}
