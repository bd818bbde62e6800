using System.Text.RegularExpressions;

namespace Assay.Git;

/// <summary>How a git command ended.</summary>
/// <param name="ExitCode">0 when it did what it was asked.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed partial record GitResult(int ExitCode, string Output, string Error)
{
    /// <summary>What git says went wrong, in one line, without passwords.</summary>
    public string Reason
    {
        get
        {
            // Of the many lines that follow from it none says more.
            if (FullDisk().IsMatch(Error))
            {
                return "No space left on device: the disk is full; make room, and run this again";
            }

            var lines = Error
                .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Where(l => !l.StartsWith("hint:", StringComparison.Ordinal))
                .Select(l => Prefix().Replace(l, "").Trim())
                .Where(l => l.Length > 0 && !Empty().IsMatch(l))
                .Distinct();
            var reason = Password().Replace(string.Join("; ", lines), "://***@");
            return reason.Length == 0 ? $"exit code {ExitCode}" : reason;
        }
    }

    /// <summary>What a person does about a disk that does not take what git writes, one sentence; else nothing.</summary>
    public string Remedy =>
        ReadOnlyDisk().IsMatch(Error) ? " The disk is mounted for reading only: mount it for writing."
        : NoRight().IsMatch(Error)
            ? " This user may not write there: run as the folder's owner, or give it write access."
        : "";

    /// <summary>What may be done about it.</summary>
    public GitFailure Failure =>
        ExitCode == 0 ? GitFailure.None
        : NoCredentials().IsMatch(Error) ? GitFailure.NoCredentials
        : Denial().IsMatch(Error) ? GitFailure.Denied
        : NoAtomicity().IsMatch(Error) ? GitFailure.NotAtomic
        : Transient().IsMatch(Error) ? GitFailure.Transient
        : GitFailure.Other;

    [GeneratedRegex("No space left on device|Out of diskspace|Disk quota exceeded")]
    private static partial Regex FullDisk();

    [GeneratedRegex("[Rr]ead-only file system")]
    private static partial Regex ReadOnlyDisk();

    [GeneratedRegex(@"[Pp]ermission denied(?! \()|insufficient permission")]
    private static partial Regex NoRight();

    // Lines that say again that it failed, and where.
    [GeneratedRegex("^(To |failed to push some refs to |fast-import: dumping crash report)")]
    private static partial Regex Empty();

    [GeneratedRegex("^((fatal|error|warning|remote): *)+")]
    private static partial Regex Prefix();

    [GeneratedRegex(@"://[^/\s]+@")]
    private static partial Regex Password();

    [GeneratedRegex(
        @"\b401\b|[Aa]uthentication failed|could not read (Username|Password)|Permission denied \(publickey|"
            + "Host key verification failed"
    )]
    private static partial Regex NoCredentials();

    [GeneratedRegex(
        @"\b403\b|[Pp]ermission.*denied|not allowed to push|protected|not found|does not appear to be a git repository|"
            + "does not exist|dubious ownership|not enabled"
    )]
    private static partial Regex Denial();

    [GeneratedRegex("does not support (--)?atomic")]
    private static partial Regex NoAtomicity();

    [GeneratedRegex(
        @"\b(429|5\d\d)\b|[Tt]oo many requests|[Tt]imed? ?out|[Cc]onnection (reset|refused|closed)|[Cc]ould not resolve|"
            + @"early EOF|RPC failed|hung up|too slow|[Ff]ailed to connect|Couldn't connect|unexpected disconnect|"
            + "Network is unreachable|gnutls|SSL|Empty reply"
    )]
    private static partial Regex Transient();
}

/// <summary>Kinds of failure, by what may be done about them.</summary>
internal enum GitFailure
{
    /// <summary>It did not fail.</summary>
    None,

    /// <summary>The other side does not know who asks: git has no credentials for it, or wrong ones.</summary>
    NoCredentials,

    /// <summary>The other side says no, and will again.</summary>
    Denied,

    /// <summary>The other side let us in, and a rule or hook of it refuses this ref.</summary>
    Rejected,

    /// <summary>The other side cannot update several refs as one.</summary>
    NotAtomic,

    /// <summary>Network or server trouble that may pass.</summary>
    Transient,

    /// <summary>Anything else.</summary>
    Other,
}
