namespace Assay.Settings;

/// <summary>Names of models, targets and stages: GTO's grammar, so that its tags can hold them, and no double slash, so that git's refs can.</summary>
internal static class NamePattern
{
    public const string Text = "^[a-zA-Z0-9]([a-zA-Z0-9_-]*(/[a-zA-Z0-9_-]+)*/?[a-zA-Z0-9])?$";

    public const string Expectation =
        "a name of letters and digits, with '-', '_' and '/' only inside, such as churn or eu/churn";
}
