using CliWrap;

namespace Assay.EndToEnd.Machine;

/// <summary>A bare repository on <see cref="GitServer"/>.</summary>
/// <param name="Folder">Where it lies: another process's view of what was pushed.</param>
/// <param name="Url">Its address without credentials.</param>
/// <param name="BridgeUrl">Its address for containers and this machine alike; null where no engine has a bridge.</param>
public sealed record GitServerRepository(string Folder, Uri Url, Uri? BridgeUrl = null)
{
    /// <summary>The address with a user and the password in it, as a careless person types it.</summary>
    public Uri UrlFor(string user) => new UriBuilder(Url) { UserName = user, Password = GitServer.Password }.Uri;

    /// <summary>The header that actions/checkout leaves in a repository's configuration as http.HOST/.extraheader.</summary>
    public static string AuthorizationHeader(string user) =>
        $"AUTHORIZATION: basic {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{user}:{GitServer.Password}"))}";

    public Task ConfigureAsync(string key, string value) =>
        Cli.Wrap("git").WithArguments(["-C", Folder, "config", key, value]).ExecuteAsync();

    /// <summary>From now on every push is answered 403, as a read-only token's is.</summary>
    public Task RefusePushesAsync() => ConfigureAsync("http.receivepack", "false");

    /// <summary>A hook of the server ("update", "pre-receive") as branch protection has it; a shell script.</summary>
    public async Task AddHookAsync(string name, string script)
    {
        var path = Path.Combine(Folder, "hooks", name);
        await File.WriteAllTextAsync(path, script);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
