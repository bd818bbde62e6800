using System.Collections.Immutable;
using Assay.Toolkit;

namespace Assay.Settings;

/// <summary>How a model is trained, and what that leaves behind.</summary>
internal sealed record TrainSettings : SettingsSection
{
    private const int LongestDays = 30;

    [Key("Prepares the environment; run once per lock file, and cached.", Example = "pip install -r requirements.txt")]
    public UserCommand? Setup { get; init; }

    [Key("Trains the model: a shell line, or a list of arguments.", Example = "python train.py")]
    public required UserCommand Command { get; init; }

    [Key(
        "Container image that the training runs in.",
        Example = "python:3.12-slim",
        Default = "the job's own shell, Python, GPU and caches"
    )]
    [Text(ImagePattern.Text, ImagePattern.Expectation)]
    public string? Image { get; init; }

    [Key(
        "Files and folders that determine the result; their digests are recorded.",
        Example = "[train.py, data/train.parquet]"
    )]
    public ImmutableArray<RepositoryPath> Inputs { get; init; } = [];

    [Key("Parameters file (YAML or JSON) that is recorded.", Example = "params.yaml")]
    public RepositoryPath? Params { get; init; }

    [Key(
        "The model that the command writes: .onnx, a LightGBM or XGBoost model file, an MLmodel folder, a pickle.",
        Example = "out/model.onnx"
    )]
    public RepositoryPath? Model { get; init; }

    [Key(
        "Predictions that the command writes: id and score on the validation rows.",
        Example = "out/predictions.parquet"
    )]
    public RepositoryPath? Predictions { get; init; }

    [Key(
        "Scores any data again; {data} and {predictions} stand for the two files.",
        Example = "python predict.py --in {data} --out {predictions}"
    )]
    [Placeholders("data", "predictions")]
    public UserCommand? Predict { get; init; }

    [Key("Metrics file that the command writes (JSON, YAML, CSV or TSV).", Example = "out/metrics.json")]
    public RepositoryPath? Metrics { get; init; }

    [Key("Variables that are passed to the training, by name.", Example = "[PIP_INDEX_URL]")]
    [Text(VariablePattern.Text, VariablePattern.Expectation)]
    public ImmutableArray<string> Env { get; init; } = [];

    [Key(
        "Secret variables that are passed to the training alone, by name; never stored, fingerprinted or layered.",
        Example = "[WAREHOUSE_TOKEN]"
    )]
    [Text(VariablePattern.Text, VariablePattern.Expectation)]
    public ImmutableArray<string> Secrets { get; init; } = [];

    [Key(
        "Labels of the runner that trains it, for the matrix of `assay plan`.",
        Example = "[self-hosted, gpu]",
        Default = "the runner that the workflow names"
    )]
    [Text(RunnerPattern.Text, RunnerPattern.Expectation)]
    public ImmutableArray<string> Runner { get; init; } = [];

    [Key("Longest time that one attempt may take.", Example = "30m", Default = "no limit of its own")]
    [Range(0, LongestDays * 86400, Open = true)]
    public TimeSpan? Timeout { get; init; }

    [Key("Further attempts after a failure.", Example = "1"), Range(0, 10)]
    public int Retries { get; init; }

    public override IEnumerable<Problem> Check(string path) =>
        from name in Env.Intersect(Secrets)
        select ProblemAt(
            nameof(Secrets),
            $"'{name}' stands in {path}.env and in {path}.secrets; a secret stands in secrets alone",
            Secrets.IndexOf(name)
        );
}
