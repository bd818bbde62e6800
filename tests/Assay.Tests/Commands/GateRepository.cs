using System.Globalization;
using System.Security.Cryptography;
using Assay.Core.Runs;
using Assay.Git;
using Assay.Tests.Git;
using Assay.Tests.Runs;

namespace Assay.Tests.Commands;

/// <summary>A clone with an <c>assay.yml</c>, 600 held-out rows, and runs whose predictions are as good as asked for.</summary>
internal sealed class GateRepository : IDisposable
{
    public const int Rows = 600;
    private readonly Workspace _workspace;
    private int _runs;

    private GateRepository(Workspace workspace, string clone) => (_workspace, Clone) = (workspace, clone);

    public string Clone { get; }

    public Shell Shell => new(Clone);

    public static async Task<GateRepository> CreateAsync(string settings, string? holdout = null)
    {
        var workspace = await Workspace.WithRemoteAsync();
        var clone = await workspace.CloneAsync("here");
        await Workspace.CommitAsync(clone, "holdout.csv", holdout ?? Holdout());
        await Workspace.CommitAsync(clone, "assay.yml", settings);
        await Workspace.GitAsync(clone, "push", "--quiet", "origin", "HEAD:main");
        return new GateRepository(workspace, clone);
    }

    public static string Settings(string gate, string task = "binary") =>
        $$"""
            version: 1
            models:
              churn:
                task: {{task}}
                train: { command: "true", predictions: predictions.csv }
                data: { validation: holdout.csv, target: left, id: customer }
                gate: {{gate}}

            """;

    /// <summary>Rows with a label that half of them have, and a region.</summary>
    public static string Holdout() =>
        "customer,left,region\n"
        + string.Concat(
            Enumerable
                .Range(0, Rows)
                .Select(i => $"c{i},{(i % 2 == 0 ? "yes" : "no")},{(i % 3 == 0 ? "north" : "south")}\n")
        );

    /// <summary>Records a finished run whose scores are the label plus noise; more noise is a worse model.</summary>
    public Task<RunId> RecordAsync(double noise, string prefix = "c", int seed = 1)
    {
        var random = new Random(seed);
        var scores = Enumerable
            .Range(0, Rows)
            .Select(i =>
                Math.Clamp(0.5 + ((i % 2 == 0 ? 0.2 : -0.2) + (random.NextDouble() - 0.5) * noise) / 2, 0.001, 0.999)
            );
        return RecordAsync(
            "customer,score\n"
                + string.Concat(
                    scores.Select((s, i) => $"{prefix}{i},{s.ToString("0.000000", CultureInfo.InvariantCulture)}\n")
                )
        );
    }

    public Task<RunId> RecordAsync(string predictions) => RecordAsync("predictions.csv", predictions);

    public async Task<RunId> RecordAsync(string path, string content, bool isModel = false)
    {
        var number = ++_runs;
        var folder = Directory.CreateDirectory(Path.Combine(_workspace.Folder, $"run-{number}")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, path), content);
        var bytes = await File.ReadAllBytesAsync(Path.Combine(folder, path));
        var run = ExampleRun.Finished(number, at: DateTimeOffset.UnixEpoch.AddYears(56).AddMinutes(number)) with
        {
            Artifacts = [new Artifact(path, Sha256Digest.FromHash(SHA256.HashData(bytes)), bytes.Length)],
            PredictionsPath = isModel ? null : path,
            ModelPath = isModel ? path : null,
            Code = new CodeState(await Workspace.GitAsync(Clone, "rev-parse", "HEAD"), "main", Dirty: false),
        };
        var ledger = await _workspace.LedgerAsync(Clone);
        (await ledger.AddAsync([new RunFolder(run, folder)], Workspace.Token)).ShouldBeOfType<PushOutcome.Pushed>();
        return run.Id;
    }

    public Task<Ledger> LedgerAsync() => _workspace.LedgerAsync(Clone);

    public void Dispose() => _workspace.Dispose();
}
