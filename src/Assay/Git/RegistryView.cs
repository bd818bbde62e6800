using System.Collections.Immutable;
using Assay.Core.Registry;

namespace Assay.Git;

/// <summary>A registered version and the parentless commit that holds its files.</summary>
internal sealed record RegisteredVersion(ModelVersion Version, string Commit);

/// <summary>A stage, and the commit of its last move; null when there was none.</summary>
internal sealed record Stage(StageHistory History, ChainTip Tip)
{
    public static Stage Empty { get; } = new(StageHistory.Empty, default);
}

/// <summary>All versions and stages, as read at one time.</summary>
/// <param name="Versions">Versions by model, then ascending.</param>
/// <param name="Stages">Stages by model and name.</param>
internal sealed record RegistryView(
    ImmutableArray<RegisteredVersion> Versions,
    ImmutableDictionary<(string Model, string Stage), Stage> Stages
)
{
    /// <summary>The versions of a model, ascending.</summary>
    public ImmutableArray<ModelVersion> VersionsOf(string model) =>
        [.. Versions.Where(v => v.Version.Model == model).Select(v => v.Version)];

    /// <summary>A version of a model, or null.</summary>
    public ModelVersion? VersionOf(string model, SemanticVersion version) =>
        VersionsOf(model).FirstOrDefault(v => v.Version.Equals(version));

    /// <summary>A stage of a model; one that never moved is empty. Its <c>History.Last</c> names version and run.</summary>
    public Stage StageOf(string model, string stage) => Stages.GetValueOrDefault((model, stage), Stage.Empty);

    /// <summary>Names of the stages of a model.</summary>
    public IEnumerable<string> StagesOf(string model) =>
        Stages.Keys.Where(k => k.Model == model).Select(k => k.Stage).Order(StringComparer.Ordinal);

    /// <summary>Names of all models that have a version or a stage.</summary>
    public IEnumerable<string> Models =>
        Versions.Select(v => v.Version.Model).Concat(Stages.Keys.Select(k => k.Model)).Distinct();
}
