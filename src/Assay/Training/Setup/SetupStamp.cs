using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Assay.Core.Runs;

namespace Assay.Training.Setup;

/// <summary>
/// What remembers that an environment was prepared. It lies in the environment itself (virtual environment, conda) where
/// there is one, so that a new environment is prepared anew; else in the clone's git directory.
/// </summary>
internal sealed class SetupStamp
{
    private static readonly string[] PlaceVariables = ["VIRTUAL_ENV", "CONDA_PREFIX"];
    private static readonly string[] ToolVariables = ["PATH", "pythonLocation", "PYENV_VERSION", "CONDA_DEFAULT_ENV"];
    private readonly string _path;

    private SetupStamp(string path) => _path = path;

    /// <param name="command">The setup command.</param>
    /// <param name="locks">The files that say what it installs.</param>
    /// <param name="environment">The variables that it sees.</param>
    /// <param name="cloneFolder">The clone's git directory.</param>
    public static SetupStamp For(
        UserCommand command,
        ImmutableArray<RunInput> locks,
        IReadOnlyDictionary<string, string> environment,
        string cloneFolder
    )
    {
        var place = PlaceVariables.Select(name => environment.GetValueOrDefault(name)).FirstOrDefault(Directory.Exists);
        var key = string.Join(
            '\0',
            new[] { command.ToString() }
                .Concat(locks.Select(l => $"{l.Path} {l.Sha256}"))
                .Concat(ToolVariables.Select(name => environment.GetValueOrDefault(name, "")))
        );
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..16];
        return new SetupStamp(
            Path.Combine(place ?? Path.Combine(cloneFolder, "assay", "setup"), $".assay-setup-{name}")
        );
    }

    /// <summary>Whether the same setup was done here before.</summary>
    public bool Exists => File.Exists(_path);

    /// <summary>Remembers it; where that is not allowed, the setup runs again the next time.</summary>
    public void Leave()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            File.WriteAllText(_path, "");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }
}
