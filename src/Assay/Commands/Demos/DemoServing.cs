using System.Text.Json;
using Assay.Core.Runs;

namespace Assay.Commands.Demos;

/// <summary>The part of the story in which models are served: rollouts under requests, drift, and the way back.</summary>
/// <param name="example">The example.</param>
/// <param name="team">Its repository.</param>
/// <param name="shell">Where commands are typed.</param>
/// <param name="place">Where models are served.</param>
/// <param name="telling">Hears the steps.</param>
/// <param name="clock">The clock.</param>
internal sealed class DemoServing(
    DemoExample example,
    DemoTeam team,
    DemoShell shell,
    DemoPlace place,
    DemoTelling telling,
    TimeProvider clock
)
{
    private const string Stage = "prod";
    private const int Customers = 400;
    private const int MonthOfRequests = 9000;
    private const double RollbackWithin = 2;

    /// <summary>Where there are containers, the version needs an image.</summary>
    public async Task<bool> ImageAsync(string version)
    {
        if (place.Base is not { } server)
        {
            return true;
        }

        var built = await shell
            .AssayAsync(
                team.Clone,
                "build-model-image",
                "--model",
                example.Model,
                "--version",
                version,
                "--base",
                server,
                "--load"
            )
            .ConfigureAwait(false);
        return telling.Step(
            new DemoStep(
                "image",
                version,
                DemoTelling.Text(built.Document, "config_digest")?[..19] ?? "none",
                "",
                built.ExitCode == ExitCode.Done,
                built.Seconds
            ),
            built
        );
    }

    /// <summary>Sends some customers, and sees that the version answers.</summary>
    public async Task<bool> AskAsync(string version, CancellationToken cancellationToken)
    {
        await using var traffic = await BeginAsync(null, cancellationToken).ConfigureAwait(false);
        await traffic.AnsweredAsync(Customers, cancellationToken).ConfigureAwait(false);
        var report = await traffic.EndAsync().ConfigureAwait(false);
        return telling.Step(
            new DemoStep(
                "serve",
                place.Name,
                version,
                report.Text,
                report.Lost == 0 && report.Versions.Count == 1 && report.Versions.ContainsKey(version),
                report.Seconds
            )
        );
    }

    /// <summary>Rolls a version out while customers ask.</summary>
    public async Task<bool> RollOutAsync(string version, string expected, CancellationToken cancellationToken)
    {
        await using var traffic = await BeginAsync(null, cancellationToken).ConfigureAwait(false);
        var start = await CanaryAsync("start", "--version", version).ConfigureAwait(false);
        var end = start.ExitCode == ExitCode.Done ? await CanaryAsync("wait").ConfigureAwait(false) : start;
        var report = await traffic.EndAsync().ConfigureAwait(false);
        var phase = DemoTelling.Text(end.Document, "phase") ?? "none";
        var reason = DemoTelling.Text(end.Document, "reason") ?? end.Messages.Trim();
        return telling.Step(
            new DemoStep(
                "rollout",
                version,
                phase.Replace('-', ' '),
                phase == "promoted" ? report.Text : $"{reason}; {report.Text}",
                phase == expected && report.Lost == 0,
                start.Seconds + (end == start ? 0 : end.Seconds)
            ),
            end
        );
    }

    /// <summary>Lets customers ask that are unlike those of the training, and looks for drift.</summary>
    public async Task<bool> DriftAsync(string report, CancellationToken cancellationToken)
    {
        await using (var traffic = await BeginAsync(example.Requests, cancellationToken).ConfigureAwait(false))
        {
            await traffic.AnsweredAsync(MonthOfRequests, cancellationToken).ConfigureAwait(false);
            await traffic.EndAsync().ConfigureAwait(false);
        }

        var check = await shell
            .AssayAsync(
                team.Clone,
                "drift-check",
                "--model",
                example.Model,
                "--target",
                place.Target,
                "--report",
                report
            )
            .ConfigureAwait(false);
        var verdict = DemoTelling.Text(check.Document, "verdict") ?? "none";
        var retraining =
            check.Document.ValueKind == JsonValueKind.Object
            && check.Document.TryGetProperty("retraining", out var made)
                ? made
                : default;
        var state = DemoTelling.Text(retraining, "state") ?? "none";
        return telling.Step(
                new DemoStep(
                    "drift",
                    "",
                    verdict,
                    DemoTelling.Text(check.Document, "headline") ?? check.Messages.Trim(),
                    verdict == "fail",
                    check.Seconds
                ),
                check
            )
            // In the time of the check.
            && telling.Step(
                new DemoStep(
                    "retrain",
                    "",
                    RunId.TryParse(DemoTelling.Text(retraining, "run_id") ?? "", out var id)
                        ? $"run {id.Abbreviated}"
                        : state,
                    "",
                    state == "finished",
                    0
                ),
                check
            );
    }

    /// <summary>Goes back while customers ask.</summary>
    public async Task<bool> GoBackAsync(string version, CancellationToken cancellationToken)
    {
        await using var traffic = await BeginAsync(null, cancellationToken).ConfigureAwait(false);
        await traffic.AnsweredAsync(Customers / 4, cancellationToken).ConfigureAwait(false);
        var back = await shell
            .AssayAsync(team.Clone, "rollback", "--model", example.Model, "--stage", Stage)
            .ConfigureAwait(false);
        await traffic.AnsweredAsync(Customers / 4, cancellationToken).ConfigureAwait(false);
        var report = await traffic.EndAsync().ConfigureAwait(false);
        var there = DemoTelling.Text(back.Document, "version");
        return telling.Step(
            new DemoStep(
                "rollback",
                Stage,
                $"→ {there}",
                report.Text + (back.Seconds < RollbackWithin ? "" : ", slower than two seconds"),
                back.ExitCode == ExitCode.Done && there == version && report.Lost == 0,
                back.Seconds
            ),
            back
        );
    }

    private Task<DemoAnswer> CanaryAsync(string deed, params string[] arguments) =>
        shell.AssayAsync(
            team.Clone,
            ["deploy-canary", deed, "--model", example.Model, "--target", place.Target, .. arguments]
        );

    private async Task<DemoTraffic> BeginAsync(string? rows, CancellationToken cancellationToken)
    {
        var seen = await CanaryAsync("tick").ConfigureAwait(false);
        var url =
            DemoTelling.Text(seen.Document, "url")
            ?? throw new Toolkit.OperationError($"nothing serves at {place.Target}: {seen.Messages.Trim()}");
        return DemoTraffic.Begin(
            new Uri(url),
            DemoTraffic.Bodies(team.Clone, rows, example.Model),
            clock,
            cancellationToken
        );
    }
}
