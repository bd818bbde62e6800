using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Assay.Core.Runs;

namespace Assay.Commands.Demos;

/// <summary>
/// The story: a first model is let through, a better one replaces it, a worse one is stopped, also when it loosens its own
/// gate, twelve jobs record at once, and the first model comes back. Every step is a command; what it should answer is told here.
/// </summary>
internal sealed class DemoStory(DemoExample example, DemoTeam team, DemoShell shell, string folder, Action<string> tell)
{
    private const string Stage = "prod";
    private const int Crowd = 12;

    private readonly ImmutableArray<DemoStep>.Builder _steps = ImmutableArray.CreateBuilder<DemoStep>();

    /// <summary>What was left to look at, once the story is told.</summary>
    public ImmutableArray<DemoFile> Files { get; private set; } = [];

    /// <summary>Tells it from the beginning; a step that comes out otherwise ends it.</summary>
    public async Task<ImmutableArray<DemoStep>> TellAsync(CancellationToken cancellationToken)
    {
        Func<CancellationToken, Task<bool>>[] chapters =
        [
            FirstAsync,
            BetterAsync,
            WorseAsync,
            LoosenedAsync,
            CrowdAsync,
            BackAsync,
        ];
        foreach (var chapter in chapters)
        {
            if (!await chapter(cancellationToken).ConfigureAwait(false))
            {
                break;
            }
        }

        return _steps.ToImmutable();
    }

    private async Task<bool> FirstAsync(CancellationToken cancellationToken) =>
        await TrainAsync(example.First).ConfigureAwait(false)
        && await GateAsync("first", "pass").ConfigureAwait(false)
        && await ReleaseAsync("v1.0.0", "--version", "v1.0.0").ConfigureAwait(false);

    private async Task<bool> BetterAsync(CancellationToken cancellationToken)
    {
        await ProposeAsync("better", example.Better, cancellationToken).ConfigureAwait(false);
        if (
            !await TrainAsync(example.Better).ConfigureAwait(false)
            || !await GateAsync("better", "pass").ConfigureAwait(false)
        )
        {
            return false;
        }

        await team.MergeAsync("better", cancellationToken).ConfigureAwait(false);
        return await ReleaseAsync("v1.1.0", "--bump", "minor").ConfigureAwait(false);
    }

    private async Task<bool> WorseAsync(CancellationToken cancellationToken)
    {
        await ProposeAsync("worse", example.Worse, cancellationToken).ConfigureAwait(false);
        var told =
            await TrainAsync(example.Worse).ConfigureAwait(false)
            && await GateAsync("worse", "fail").ConfigureAwait(false);
        await team.LeaveAsync(cancellationToken).ConfigureAwait(false);
        return told;
    }

    private async Task<bool> LoosenedAsync(CancellationToken cancellationToken)
    {
        await ProposeAsync("loosened", example.Loosened, cancellationToken).ConfigureAwait(false);
        var told =
            await TrainAsync(example.Loosened).ConfigureAwait(false)
            && await GateAsync("loosened", "fail", mustNameChanges: true).ConfigureAwait(false);
        await team.LeaveAsync(cancellationToken).ConfigureAwait(false);
        return told;
    }

    private async Task<bool> CrowdAsync(CancellationToken cancellationToken)
    {
        var before = await RunsAsync().ConfigureAwait(false);
        var clones = new List<string>();
        for (var i = 1; i <= Crowd; i++)
        {
            clones.Add(
                await team.CloneAsync(Path.Combine(folder, "jobs", $"{i}"), cancellationToken).ConfigureAwait(false)
            );
        }

        tell($"  ─ {Crowd} jobs of a matrix at once");
        var answers = await Task.WhenAll(
                clones.Select(clone => shell.AssayAsync(clone, "train", "--model", example.Model, "--fresh"))
            )
            .ConfigureAwait(false);
        var recorded = await RunsAsync().ConfigureAwait(false) - before;
        var failed = answers.FirstOrDefault(a => a.ExitCode != ExitCode.Done);
        return Step(
            new DemoStep(
                "train",
                $"{Crowd} at once",
                $"{recorded} runs recorded",
                failed is null ? "0 lost" : failed.Messages,
                recorded == Crowd && failed is null,
                answers.Max(a => a.Seconds)
            )
        );
    }

    private async Task<bool> BackAsync(CancellationToken cancellationToken)
    {
        var back = await shell
            .AssayAsync(team.Clone, "rollback", "--model", example.Model, "--stage", Stage)
            .ConfigureAwait(false);
        var version = Text(back.Document, "version");
        if (
            !Step(
                new DemoStep(
                    "rollback",
                    Stage,
                    $"→ {version}",
                    "",
                    back.ExitCode == ExitCode.Done && version == "v1.0.0",
                    back.Seconds
                ),
                back
            )
        )
        {
            return false;
        }

        var lineage = await shell.AssayAsync(team.Clone, "lineage", $"{example.Model}@v1.1.0").ConfigureAwait(false);
        var stages =
            lineage.Document.ValueKind == JsonValueKind.Object && lineage.Document.TryGetProperty("stages", out var s)
                ? s.GetArrayLength()
                : 0;
        return Step(
            new DemoStep(
                "lineage",
                "v1.1.0",
                $"{stages} transitions",
                "",
                lineage.ExitCode == ExitCode.Done && stages >= 2,
                lineage.Seconds
            ),
            lineage
        );
    }

    private async Task ProposeAsync(string branch, DemoChange change, CancellationToken cancellationToken)
    {
        tell($"  ─ pull request: {change.Title}");
        await team.ProposeAsync(branch, change, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> TrainAsync(DemoChange change)
    {
        var answer = await shell.AssayAsync(team.Clone, "train", "--model", example.Model).ConfigureAwait(false);
        return Step(
            new DemoStep(
                "train",
                change.Title,
                RunId.TryParse(Text(answer.Document, "id"), out var id) ? $"run {id.Abbreviated}" : "no run",
                Metrics(answer.Document),
                answer.ExitCode == ExitCode.Done,
                answer.Seconds
            ),
            answer
        );
    }

    private async Task<bool> GateAsync(string chapter, string expected, bool mustNameChanges = false)
    {
        var report = Path.Combine(folder, chapter);
        var answer = await shell
            .AssayAsync(team.Clone, "evaluate-gate", "--model", example.Model, "--report", report)
            .ConfigureAwait(false);
        var verdict = Text(answer.Document, "verdict") ?? "none";
        var changes = Count(answer.Document, "policy_changes");
        if (verdict == "pass" || changes > 0)
        {
            Files =
            [
                new("Report", Path.Combine(report, "report.html")),
                new("Comment", Path.Combine(report, "comment.md")),
                new("Pictures", Path.Combine(report, "charts")),
            ];
        }

        var headline = Text(answer.Document, "headline") ?? answer.Messages.Trim();
        return Step(
            new DemoStep(
                "gate",
                changes > 0 ? "by the old rules" : "",
                verdict,
                headline,
                verdict == expected && (!mustNameChanges || changes > 0),
                answer.Seconds
            ),
            answer
        );
    }

    // What the training said of itself; the gate trusts none of it.
    private static string Metrics(JsonElement document) =>
        document.ValueKind == JsonValueKind.Object && document.TryGetProperty("metrics", out var metrics)
            ? string.Join(
                ", ",
                metrics
                    .EnumerateObject()
                    .Where(m => m.Value.ValueKind == JsonValueKind.Number)
                    .Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Name} {m.Value.GetDouble():0.###}"))
            )
            : "";

    private static int Count(JsonElement document, string key) =>
        document.ValueKind == JsonValueKind.Object
        && document.TryGetProperty(key, out var list)
        && list.ValueKind == JsonValueKind.Array
            ? list.GetArrayLength()
            : 0;

    private async Task<bool> ReleaseAsync(string version, params string[] how)
    {
        var register = await shell
            .AssayAsync(team.Clone, ["register", "--model", example.Model, .. how])
            .ConfigureAwait(false);
        var made = Text(register.Document, "version") ?? "none";
        if (
            !Step(
                new DemoStep("register", made, Digest(register.Document), "", made == version, register.Seconds),
                register
            )
        )
        {
            return false;
        }

        var promote = await shell
            .AssayAsync(team.Clone, "promote", "--model", example.Model, "--stage", Stage, "--version", made)
            .ConfigureAwait(false);
        return Step(
            new DemoStep("promote", made, $"→ {Stage}", "", promote.ExitCode == ExitCode.Done, promote.Seconds),
            promote
        );
    }

    private async Task<int> RunsAsync()
    {
        var list = await shell.AssayAsync(team.Clone, "runs", "list").ConfigureAwait(false);
        return list.Document.ValueKind == JsonValueKind.Array ? list.Document.GetArrayLength() : 0;
    }

    private bool Step(DemoStep step, DemoAnswer? answer = null)
    {
        _steps.Add(step);
        tell(
            string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {step.Name, -9} {Fit(step.What), -30} {step.Result, -20} {step.Seconds, 4:0.0} s  {step.Number}"
                )
                .TrimEnd()
        );
        if (!step.AsTold && answer is not null)
        {
            tell($"    {answer.Line} ended with {(int)answer.ExitCode}\n{answer.Messages}");
        }

        return step.AsTold;
    }

    private static string Fit(string text) => text.Length <= 30 ? text : text[..29] + "…";

    private static string Digest(JsonElement document) =>
        Sha256Digest.TryParse(Text(document, "model_digest"), out var digest) ? $"sha256:{digest.Abbreviated}" : "none";

    private static string? Text(JsonElement document, string key) =>
        document.ValueKind == JsonValueKind.Object
        && document.TryGetProperty(key, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
