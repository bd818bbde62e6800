using System.Collections.Immutable;
using Assay.Core.Runs;

namespace Assay.Core.Registry;

/// <summary>A registered version of a model: one run's model under a name that never moves.</summary>
/// <param name="Model">The model.</param>
/// <param name="Version">Its version.</param>
/// <param name="Run">The run that made it.</param>
/// <param name="ModelDigest">Digest of the model's bytes.</param>
/// <param name="CodeCommit">The commit that was trained, if it is known.</param>
/// <param name="Actor">Who registered it.</param>
/// <param name="At">When.</param>
public sealed record ModelVersion(
    string Model,
    SemanticVersion Version,
    RunId Run,
    Sha256Digest ModelDigest,
    string? CodeCommit,
    string Actor,
    DateTimeOffset At
)
{
    /// <summary><c>churn@v1.4.0</c>.</summary>
    public override string ToString() => $"{Model}@{Version}";
}

/// <summary>A version ↔ the message of its commit, whose trailers name what it is (git interpret-trailers reads them too).</summary>
public static class VersionMessage
{
    private const string ModelTrailer = "Assay-Model";
    private const string VersionTrailer = "Assay-Version";
    private const string RunTrailer = "Assay-Run";
    private const string DigestTrailer = "Assay-Model-Digest";
    private const string CodeTrailer = "Assay-Code-Commit";
    private const string ActorTrailer = "Assay-Actor";

    /// <summary>The message, a title and the trailers.</summary>
    public static string Write(ModelVersion version)
    {
        var trailers = new List<(string Name, string? Value)>
        {
            (ModelTrailer, version.Model),
            (VersionTrailer, version.Version.ToString()),
            (RunTrailer, version.Run.ToString()),
            (DigestTrailer, version.ModelDigest.ToString()),
            (CodeTrailer, version.CodeCommit),
            (ActorTrailer, OneLine(version.Actor)),
        };
        var lines = trailers.Where(t => t.Value is not null).Select(t => $"{t.Name}: {t.Value}\n");
        return $"register {version}\n\n{string.Concat(lines)}";
    }

    /// <summary>Reads a message; null when it is not a version's.</summary>
    /// <param name="message">The commit's message.</param>
    /// <param name="at">The commit's time.</param>
    public static ModelVersion? Read(string message, DateTimeOffset at)
    {
        var trailers = message
            .Split('\n')
            .Select(line => line.Split(": ", 2))
            .Where(parts => parts.Length == 2)
            .GroupBy(parts => parts[0])
            .ToImmutableDictionary(group => group.Key, group => group.First()[1]);
        return
            trailers.TryGetValue(ModelTrailer, out var model)
            && SemanticVersion.TryParse(trailers.GetValueOrDefault(VersionTrailer), out var version)
            && RunId.TryParse(trailers.GetValueOrDefault(RunTrailer), out var run)
            && Sha256Digest.TryParse(trailers.GetValueOrDefault(DigestTrailer), out var digest)
            ? new ModelVersion(
                model,
                version,
                run,
                digest,
                trailers.GetValueOrDefault(CodeTrailer),
                trailers.GetValueOrDefault(ActorTrailer, ""),
                at
            )
            : null;
    }

    private static string OneLine(string text) => new([.. text.Select(c => char.IsControl(c) ? ' ' : c)]);
}
