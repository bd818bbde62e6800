using System.Security.Cryptography;

namespace Assay.Training.Setup;

/// <summary>The program that a command starts, told by its bytes: <c>python3.12 sha256…</c>.</summary>
internal static class Interpreter
{
    private static readonly char[] BetweenWords = [' ', '\t', '\n'];

    /// <param name="command">The command.</param>
    /// <param name="folder">Where it starts.</param>
    /// <param name="path">The PATH it sees.</param>
    /// <returns>Name and digest, or empty when the command starts with no program that can be found.</returns>
    public static string Of(UserCommand command, string folder, string path)
    {
        var found = Find(ProgramOf(command), folder, path);
        var real = found is null ? null : Files.RealPath.Of(found);
        return real is null ? "" : $"{Path.GetFileName(real)} {Digest(real)}";
    }

    /// <summary>The first word of a command that is no variable; empty when there is none.</summary>
    public static string ProgramOf(UserCommand command)
    {
        var words = command.Shell is { } line
            ? line.Split(BetweenWords, StringSplitOptions.RemoveEmptyEntries)
            : [.. command.Arguments];
        // A shell line may begin with variables: LANG=C python train.py.
        return words.SkipWhile(w => command.Shell is not null && w.Contains('=')).FirstOrDefault() ?? "";
    }

    /// <summary>Where a program is, or null.</summary>
    public static string? Find(string program, string folder, string path) =>
        (program.Contains('/') ? [Path.Combine(folder, program)] : Candidates(program, path)).FirstOrDefault(
            File.Exists
        );

    private static IEnumerable<string> Candidates(string word, string path) =>
        path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => (string[])[Path.Combine(folder, word), Path.Combine(folder, word + ".exe")]);

    private static string Digest(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (UnauthorizedAccessException)
        {
            // A program may be run that cannot be read.
            return "";
        }
    }
}
