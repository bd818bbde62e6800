using System.Collections.Immutable;
using Assay.Core.Gates;
using Assay.Core.Metrics;
using Assay.Toolkit;

namespace Assay.Settings;

/// <summary>A named thing that is trained again and again.</summary>
internal sealed record ModelSettings : SettingsSection
{
    /// <summary>The key under <c>models</c>; its place is that of the section.</summary>
    public string Name { get; init; } = "";

    /// <summary>Folder of the file that declares it, from the repository's root; empty for the root itself. Commands run there.</summary>
    public string Folder { get; init; } = "";

    [Key("What the model predicts.", Example = "binary")]
    public required TaskKind Task { get; init; }

    [Key("How it is trained, and what that leaves behind.")]
    public TrainSettings? Train { get; init; }

    [Key("The data that it is judged by and watched against.")]
    public DataSettings? Data { get; init; }

    [Key(
        "Metrics of your own by name: an aggregate of a column of the validation data.",
        Example = "{ blocked_value: sum(amount where tp) }"
    )]
    [Text("^[A-Za-z_][A-Za-z0-9_]*$", "a metric's name: letters, digits and underscores, such as blocked_value")]
    public ImmutableSortedDictionary<string, ColumnAggregate> Metrics { get; init; } =
        ImmutableSortedDictionary.Create<string, ColumnAggregate>(StringComparer.Ordinal);

    [Key("When a new model may replace the one it is compared with.")]
    public GateSettings? Gate { get; init; }

    [Key("The image that serves the model.")]
    public ImageSettings? Image { get; init; }

    [Key("Where it is rolled out, and how.")]
    public DeploySettings? Deploy { get; init; }

    [Key("How live data are compared with the training data.")]
    public DriftSettings? Drift { get; init; }

    public override SettingsSection Named(string name, string folder) => this with { Name = name, Folder = folder };

    public override IEnumerable<Problem> Check(string path) =>
        [.. GateNeeds.Of(this, path), .. ConditionNames.Of(this, path), .. RetrainingNeeds(path)];

    private IEnumerable<Problem> RetrainingNeeds(string path) =>
        Drift?.OnDrift.Contains(DriftAction.Retrain) == true && !Source.IsWritten(nameof(Train))
            ? [Drift.ProblemAt(nameof(Drift.OnDrift), $"{path}.drift.on_drift: retrain needs {path}.train")]
            : [];
}
