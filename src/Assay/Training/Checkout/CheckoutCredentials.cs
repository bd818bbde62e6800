using System.Text;
using Assay.Toolkit;
using CliWrap;
using CliWrap.Buffered;

namespace Assay.Training.Checkout;

/// <summary>
/// The credentials that a checkout left in the repository's configuration (its own file, the files it includes, those of
/// its submodules), taken away while user code runs. They are in this process's memory alone meanwhile: a kill of this
/// process loses them, and the next checkout writes them again.
/// </summary>
internal sealed class CheckoutCredentials
{
    private readonly List<HiddenFile> _files = [];

    private CheckoutCredentials() { }

    /// <summary>Nothing was taken away.</summary>
    public static CheckoutCredentials None => new();

    /// <summary>How many files held credentials.</summary>
    public int Count => _files.Count;

    /// <exception cref="OperationError">when a file that holds credentials cannot be written.</exception>
    public static async Task<CheckoutCredentials> HideAsync(string workspace, CancellationToken cancellation)
    {
        var hidden = new CheckoutCredentials();
        try
        {
            foreach (var path in await FilesAsync(workspace, cancellation))
            {
                await hidden.HideFileAsync(path, cancellation);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            hidden.Restore();
            throw new OperationError(
                "the credentials that the checkout left in the repository's configuration cannot be taken away before "
                    + $"user code runs: {failure.Message} Check out with 'persist-credentials: false'",
                failure
            );
        }

        return hidden;
    }

    /// <summary>Puts everything back as it was; true when someone had changed a file meanwhile.</summary>
    public bool Restore()
    {
        var changed = _files.Select(file => file.Restore()).ToList().Contains(true);
        _files.Clear();
        return changed;
    }

    private async Task HideFileAsync(string path, CancellationToken cancellation)
    {
        var listing = await GitAsync(["config", "--file", path, "--no-includes", "--list", "-z"], cancellation);
        var entries = GitConfigEntry.ParseList(listing).ToList();
        var shown = entries.Select(entry => entry.WithoutCredentials()).ToList();
        if (entries.SequenceEqual(shown))
        {
            return;
        }

        foreach (var key in entries.Select(e => e.PrivateKeyPath).OfType<string>().Where(File.Exists))
        {
            _files.Add(HiddenFile.Hide(key, []));
        }

        var text = GitConfigText.Write(shown.OfType<GitConfigEntry>());
        _files.Add(HiddenFile.Hide(path, Encoding.UTF8.GetBytes(text)));
    }

    private static async Task<IEnumerable<string>> FilesAsync(string workspace, CancellationToken cancellation)
    {
        var folder = await GitAsync(["-C", workspace, "rev-parse", "--git-common-dir"], cancellation);
        var git = Path.GetFullPath(folder.TrimEnd('\n'), workspace);
        var own = await OriginsAsync(["-C", workspace, "config", "--show-scope"], workspace, cancellation);
        var files = own.Append(Path.Combine(git, "config")).ToHashSet(StringComparer.Ordinal);
        var modules = Path.Combine(git, "modules");
        if (Directory.Exists(modules))
        {
            foreach (var config in Directory.EnumerateFiles(modules, "config", SearchOption.AllDirectories))
            {
                files.Add(config);
                files.UnionWith(
                    await OriginsAsync(["config", "--file", config], Path.GetDirectoryName(config)!, cancellation)
                );
            }
        }

        return files.Where(File.Exists);
    }

    // Each record is [scope,] origin, entry; only the repository's own scopes are a checkout's work.
    private static async Task<IEnumerable<string>> OriginsAsync(
        string[] command,
        string folder,
        CancellationToken cancellation
    )
    {
        var scoped = command.Contains("--show-scope");
        var listing = await GitAsync([.. command, "--show-origin", "--includes", "--list", "-z"], cancellation);
        return listing
            .Split('\0')
            .Chunk(scoped ? 3 : 2)
            .Where(record => record.Length == (scoped ? 3 : 2) && (!scoped || record[0] is "local" or "worktree"))
            .Select(record => record[^2])
            .Where(origin => origin.StartsWith("file:", StringComparison.Ordinal))
            .Select(origin => Path.GetFullPath(origin["file:".Length..], folder));
    }

    private static async Task<string> GitAsync(string[] arguments, CancellationToken cancellation)
    {
        var result = await Cli.Wrap("git")
            .WithArguments(arguments)
            .WithEnvironmentVariables(v =>
                v.Set("GIT_CONFIG_COUNT", "1").Set("GIT_CONFIG_KEY_0", "safe.directory").Set("GIT_CONFIG_VALUE_0", "*")
            )
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(cancellation);
        return result.ExitCode == 0
            ? result.StandardOutput
            : throw new OperationError(
                $"git cannot read the repository's configuration: {result.StandardError.Trim()}"
            );
    }
}
