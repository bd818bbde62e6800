namespace Assay.Settings;

/// <summary>Git remotes: a URL, scp's short form or a path; no password, no option of git's, no transport that runs a program.</summary>
internal static class RemotePattern
{
    public const string Text =
        "^((https?|ssh|git|file)://([^\\s/:@]+@)?[^\\s@]+|[A-Za-z0-9_.]+@[A-Za-z0-9._-]+:[^\\s]+|[A-Za-z0-9_./][^\\s:@]*)$";

    public const string Expectation =
        "a git remote without a password (credentials come from the environment) and without spaces";
}
