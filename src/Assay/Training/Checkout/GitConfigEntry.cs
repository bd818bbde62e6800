using System.Text.RegularExpressions;

namespace Assay.Training.Checkout;

/// <summary>An entry of a git configuration file.</summary>
/// <param name="Key">section.subsection.name, as <c>git config --list</c> says it.</param>
/// <param name="Value">Its value, or null for a name alone, which means true.</param>
internal sealed partial record GitConfigEntry(string Key, string? Value)
{
    /// <summary>
    /// The entry without what lets its reader act as someone: null when nothing is left, the same when it held none.
    /// Headers (actions/checkout), credential helpers, cookies, keys, and user names or passwords in addresses.
    /// </summary>
    public GitConfigEntry? WithoutCredentials() =>
        CredentialKey().IsMatch(Key) || UserInAddress().IsMatch(Key) ? null
        : Value is not null && UserInAddress().IsMatch(Value)
            ? this with
            {
                Value = UserInAddress().Replace(Value, "://"),
            }
        : this;

    /// <summary>Path of a private key that the entry names, if it does (actions/checkout with an SSH key).</summary>
    public string? PrivateKeyPath =>
        Key.Equals("core.sshcommand", StringComparison.OrdinalIgnoreCase) && Value is not null
            ? KeyOption().Match(Value) is { Success: true } option
                ? option.Groups["path"].Value
                : null
            : null;

    /// <summary>Reads what <c>git config --list -z</c> prints.</summary>
    public static IEnumerable<GitConfigEntry> ParseList(string listing) =>
        listing
            .Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(entry => entry.Split('\n', 2))
            .Select(parts => new GitConfigEntry(parts[0], parts.Length == 2 ? parts[1] : null));

    [GeneratedRegex(
        @"^(http(\..*)?\.(extraheader|cookiefile|sslkey|sslcert)|credential(\..*)?\.helper|core\.(sshcommand|askpass))$",
        RegexOptions.IgnoreCase | RegexOptions.Singleline
    )]
    private static partial Regex CredentialKey();

    [GeneratedRegex(@"(?<=^\s*https?|\bhttps?|\bftps?)://[^/@\s]+@", RegexOptions.IgnoreCase)]
    private static partial Regex UserInAddress();

    [GeneratedRegex("""(^|\s)-i\s*(?:"(?<path>[^"]+)"|(?<path>\S+))""")]
    private static partial Regex KeyOption();
}
