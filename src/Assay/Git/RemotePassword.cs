using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Assay.Git;

/// <summary>
/// A password that stands in a remote's address, as GitLab's checkouts have it. Git hands an address on as an argument, which
/// everybody on the machine can read; a credential helper gives it the password from the environment.
/// </summary>
/// <param name="Address">The address without user and password.</param>
/// <param name="Host">Scheme, host and port.</param>
/// <param name="User">User name.</param>
/// <param name="Password">Password or token.</param>
internal sealed partial record RemotePassword(string Address, string Host, string User, string Password)
{
    private const string UserVariable = "ASSAY_REMOTE_USER";
    private const string PasswordVariable = "ASSAY_REMOTE_PASSWORD";

    // Other helpers are not asked: with a password in the address git would not ask them either.
    public ImmutableArray<KeyValuePair<string, string>> Configuration =>
        [
            new($"credential.{Host}.helper", ""),
            new(
                $"credential.{Host}.helper",
                $"!f() {{ test \"$1\" = get && printf 'username=%s\\npassword=%s\\n' \"${UserVariable}\" \"${PasswordVariable}\"; }}; f"
            ),
        ];

    public ImmutableArray<KeyValuePair<string, string?>> Variables =>
        [new(UserVariable, User), new(PasswordVariable, Password)];

    /// <summary>What stands in an address; null when there is no password.</summary>
    public static RemotePassword? In(string address)
    {
        var match = Pattern().Match(address);
        var user = Uri.UnescapeDataString(match.Groups["user"].Value);
        var password = Uri.UnescapeDataString(match.Groups["password"].Value);
        return match.Success && !(user + password).Any(char.IsControl)
            ? new RemotePassword(
                match.Groups["scheme"].Value + match.Groups["host"].Value + match.Groups["path"].Value,
                match.Groups["scheme"].Value + match.Groups["host"].Value,
                user,
                password
            )
            : null;
    }

    [GeneratedRegex(@"^(?<scheme>https?://)(?<user>[^/:@]*):(?<password>[^/]*)@(?<host>[^/@]+)(?<path>(/.*)?)\z")]
    private static partial Regex Pattern();
}
