using System.Globalization;
using Assay.Core.Names;
using Assay.Core.Runs;
using Assay.Toolkit.Inputs;
using Spectre.Console;

namespace Assay.Commands;

/// <summary><c>assay runs show</c>: all that is known of one run.</summary>
internal static class RunsShow
{
    private static readonly Input<string> RunName = Input.Text(
        "run",
        "A run's id, its first digits, or `latest`",
        "latest"
    ) with
    {
        Positional = true,
    };

    private static readonly Input<string?> Model = Input.Text("model", "Only among this model's runs");

    public static Command Command { get; } =
        new("runs show", "Show one run: params, metrics, inputs, artifacts, code, machine", RunAsync)
        {
            Inputs = [RunName, Model],
        };

    private static async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var ledger = await RunLedger.OpenToReadAsync(context, cancellationToken).ConfigureAwait(false);
        var summary = await ledger
            .FindAsync(context.Inputs.Get(Model), context.Inputs.Get(RunName), cancellationToken)
            .ConfigureAwait(false);
        var run = await ledger.GetAsync(summary, cancellationToken).ConfigureAwait(false);
        if (context.Json)
        {
            context.Runner.Result(RunResult.Write(run));
        }
        else
        {
            context.Write(Sheet(run));
            if (run.LogTail is { Length: > 0 } log)
            {
                context.Runner.Result("\n" + log);
            }
        }

        return ExitCode.Done;
    }

    private static Grid Sheet(Run run)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(3)).AddColumn();
        Row("run", run.Id.ToString());
        Row("model", run.Model);
        Row("kind", KebabCase.Of(run.Kind));
        Row("status", KebabCase.Of(run.Status) + (run.Failure is { } failure ? $": {failure}" : ""));
        Row("started", Time(run.StartedAt));
        Row("ended", Time(run.EndedAt));
        Row("by", run.Actor);
        Row("commit", run.Code is { } code ? $"{code.Commit}{(code.Dirty ? " with uncommitted changes" : "")}" : null);
        Row("branch", run.Code?.Branch);
        Row("command", run.Command);
        Row("image", run.Machine?.Image);
        Row("machine", run.Machine is { } m ? $"{m.Os}, {m.Architecture}, {m.Processors} processors" : null);
        Row("used", run.Resources is { } used ? Used(used) : null);
        Row(
            "verdict",
            run.Judgement is { } j ? $"{KebabCase.Of(j.Outcome)} on {j.Subject.Abbreviated}: {j.Reason}" : null
        );
        foreach (var (name, value) in run.Params)
        {
            Row($"param {name}", value);
        }

        foreach (var (name, series) in run.Metrics)
        {
            var points = series.Points.Length > 1 ? $"  (last of {series.Points.Length:N0})" : "";
            Row($"metric {name}", series.Last.ToString("G6", CultureInfo.InvariantCulture) + points);
        }

        foreach (var (name, value) in run.Tags)
        {
            Row($"tag {name}", value);
        }

        foreach (var input in run.Inputs)
        {
            Row($"input {input.Path}", $"sha256:{input.Sha256.Abbreviated}…  {input.Size:N0} bytes");
        }

        foreach (var artifact in run.Artifacts)
        {
            Row($"artifact {artifact.Path}", $"sha256:{artifact.Sha256.Abbreviated}…  {artifact.Size:N0} bytes");
        }

        return grid;

        void Row(string name, string? value)
        {
            if (value is not null)
            {
                grid.AddRow(new Text(name), new Text(value));
            }
        }
    }

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Used(ResourceUse used) =>
        string.Join(
            ", ",
            new[]
            {
                string.Create(CultureInfo.InvariantCulture, $"{used.WallSeconds:0.0} s"),
                used.CpuSeconds is { } cpu ? string.Create(CultureInfo.InvariantCulture, $"{cpu:0.0} s of CPU") : null,
                used.PeakMemoryBytes is { } peak
                    ? string.Create(CultureInfo.InvariantCulture, $"{peak / 1e6:0} MB at most")
                    : null,
            }.OfType<string>()
        );
}
