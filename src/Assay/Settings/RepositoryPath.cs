namespace Assay.Settings;

/// <summary>
/// A path from the repository's root, with forward slashes, never absolute, never leaving the repository, without
/// <c>.</c> and <c>..</c>.
/// </summary>
/// <param name="Value">The path.</param>
internal sealed record RepositoryPath(string Value)
{
    public override string ToString() => Value;
}
