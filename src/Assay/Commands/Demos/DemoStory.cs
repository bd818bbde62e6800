using System.Collections.Immutable;
using System.Text.Json;
using Assay.Core.Runs;

namespace Assay.Commands.Demos;

/// <summary>
/// The story: a first model is let through, a better one replaces it, a worse one is stopped, also when it loosens its own
/// gate, twelve jobs record at once, and the first model comes back. Every step is a command; what it should answer is told here.
/// </summary>
internal sealed class DemoStory(
    DemoExample example,
    DemoTeam team,
    DemoShell shell,
    DemoServing serving,
    string folder,
    DemoTelling telling
)
{
    private const string Stage = "prod";
    private const int Crowd = 12;

    /// <summary>What was left to look at, once the story is told.</summary>
    public ImmutableArray<DemoFile> Files { get; private set; } = [];

    /// <summary>Tells it from the beginning; a step that comes out otherwise ends it.</summary>
    public async Task TellAsync(CancellationToken cancellationToken)
    {
        Func<CancellationToken, Task<bool>>[] chapters =
        [
            FirstAsync,
            BetterAsync,
            WorseAsync,
            LoosenedAsync,
            CrowdAsync,
            SlowAsync,
            LaterAsync,
            BackAsync,
        ];
        foreach (var chapter in chapters)
        {
            if (!await chapter(cancellationToken).ConfigureAwait(false))
            {
                break;
            }
        }
    }

    private async Task<bool> FirstAsync(CancellationToken cancellationToken) =>
        await TrainAsync(example.First).ConfigureAwait(false)
        && await GateAsync("first", "pass").ConfigureAwait(false)
        && await RegisterAsync("v1.0.0", "--version", "v1.0.0").ConfigureAwait(false)
        && await serving.ImageAsync("v1.0.0").ConfigureAwait(false)
        && await PromoteAsync("v1.0.0").ConfigureAwait(false)
        && await serving.AskAsync("v1.0.0", cancellationToken).ConfigureAwait(false);

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
        return await RegisterAsync("v1.1.0", "--bump", "minor").ConfigureAwait(false)
            && await serving.ImageAsync("v1.1.0").ConfigureAwait(false)
            && await serving.RollOutAsync("v1.1.0", "promoted", cancellationToken).ConfigureAwait(false);
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

        telling.Line($"  ─ {Crowd} jobs of a matrix at once");
        var answers = await Task.WhenAll(
                clones.Select(clone => shell.AssayAsync(clone, "train", "--model", example.Model, "--fresh"))
            )
            .ConfigureAwait(false);
        var recorded = await RunsAsync().ConfigureAwait(false) - before;
        var failed = answers.FirstOrDefault(a => a.ExitCode != ExitCode.Done);
        return telling.Step(
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

    // The same predictions, so the gate has nothing against it.
    private async Task<bool> SlowAsync(CancellationToken cancellationToken)
    {
        await ProposeAsync("slow", example.Slow, cancellationToken).ConfigureAwait(false);
        if (
            !await TrainAsync(example.Slow).ConfigureAwait(false)
            || !await GateAsync("slow", "pass").ConfigureAwait(false)
        )
        {
            return false;
        }

        await team.MergeAsync("slow", cancellationToken).ConfigureAwait(false);
        if (
            !await RegisterAsync("v1.1.1", "--bump", "patch").ConfigureAwait(false)
            || !await serving.ImageAsync("v1.1.1").ConfigureAwait(false)
            || !await serving.RollOutAsync("v1.1.1", "rolled-back", cancellationToken).ConfigureAwait(false)
        )
        {
            return false;
        }

        await team.RevertAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task<bool> LaterAsync(CancellationToken cancellationToken)
    {
        telling.Line("  ─ a month later");
        await team.ProposeAsync("later", example.Later, cancellationToken).ConfigureAwait(false);
        await team.MergeAsync("later", cancellationToken).ConfigureAwait(false);
        var report = Path.Combine(folder, "drift");
        if (
            !await serving.DriftAsync(report, cancellationToken).ConfigureAwait(false)
            || !await GateAsync("later", "pass").ConfigureAwait(false)
        )
        {
            return false;
        }

        Files = [.. Files, new("Drift", Path.Combine(report, "report.html"))];
        return await RegisterAsync("v1.2.0", "--bump", "minor").ConfigureAwait(false)
            && await serving.ImageAsync("v1.2.0").ConfigureAwait(false)
            && await PromoteAsync("v1.2.0").ConfigureAwait(false);
    }

    private async Task<bool> BackAsync(CancellationToken cancellationToken)
    {
        if (!await serving.GoBackAsync("v1.1.0", cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        var lineage = await shell.AssayAsync(team.Clone, "lineage", $"{example.Model}@v1.1.0").ConfigureAwait(false);
        var stages =
            lineage.Document.ValueKind == JsonValueKind.Object && lineage.Document.TryGetProperty("stages", out var s)
                ? s.GetArrayLength()
                : 0;
        return telling.Step(
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
        telling.Line($"  ─ pull request: {change.Title}");
        await team.ProposeAsync(branch, change, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> TrainAsync(DemoChange change)
    {
        var answer = await shell.AssayAsync(team.Clone, "train", "--model", example.Model).ConfigureAwait(false);
        return telling.Step(
            new DemoStep(
                "train",
                change.Title,
                RunId.TryParse(DemoTelling.Text(answer.Document, "id"), out var id)
                    ? $"run {id.Abbreviated}"
                    : "no run",
                DemoTelling.Metrics(answer.Document),
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
        var verdict = DemoTelling.Text(answer.Document, "verdict") ?? "none";
        var changes = DemoTelling.Count(answer.Document, "policy_changes");
        if (verdict == "pass" || changes > 0)
        {
            Files =
            [
                new("Report", Path.Combine(report, "report.html")),
                new("Comment", Path.Combine(report, "comment.md")),
                new("Pictures", Path.Combine(report, "charts")),
            ];
        }

        var headline = DemoTelling.Text(answer.Document, "headline") ?? answer.Messages.Trim();
        return telling.Step(
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

    private async Task<bool> RegisterAsync(string version, params string[] how)
    {
        var register = await shell
            .AssayAsync(team.Clone, ["register", "--model", example.Model, .. how])
            .ConfigureAwait(false);
        var made = DemoTelling.Text(register.Document, "version") ?? "none";
        return telling.Step(
            new DemoStep(
                "register",
                made,
                DemoTelling.Digest(register.Document),
                "",
                made == version,
                register.Seconds
            ),
            register
        );
    }

    private async Task<bool> PromoteAsync(string version)
    {
        var promote = await shell
            .AssayAsync(team.Clone, "promote", "--model", example.Model, "--stage", Stage, "--version", version)
            .ConfigureAwait(false);
        return telling.Step(
            new DemoStep("promote", version, $"→ {Stage}", "", promote.ExitCode == ExitCode.Done, promote.Seconds),
            promote
        );
    }

    private async Task<int> RunsAsync()
    {
        var list = await shell.AssayAsync(team.Clone, "runs", "list").ConfigureAwait(false);
        return list.Document.ValueKind == JsonValueKind.Array ? list.Document.GetArrayLength() : 0;
    }
}
