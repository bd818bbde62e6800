using System.Collections.Immutable;
using System.Globalization;
using Assay.Commands.Rollouts;
using Assay.Core.Names;
using Assay.Core.Registry;
using Assay.Core.Rollouts;
using Assay.Core.Runs;
using Assay.Git;
using Assay.Toolkit;
using Assay.Toolkit.Inputs;
using Spectre.Console;

namespace Assay.Commands;

/// <summary><c>assay lineage</c>: from a version back to its run, code, data and verdicts, and where it served.</summary>
internal static class Lineage
{
    private static readonly Input<string> Version = Input.RequiredText(
        "version",
        "A version, `churn@v1.4.0`, or what a stage holds, `churn#prod`"
    ) with
    {
        Positional = true,
    };

    public static Command Command { get; } =
        new("lineage", "Tell which data, code, parameters, gate and person put a version where it is", RunAsync)
        {
            Inputs = [Version],
        };

    private static async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var ledger = await RunLedger.OpenToReadAsync(context, cancellationToken).ConfigureAwait(false);
        var registry = await RunLedger.ReadRegistryAsync(ledger, context, cancellationToken).ConfigureAwait(false);
        var version = Find(registry, context.Inputs.Get(Version));
        var summary = await ledger
            .FindAsync(version.Model, version.Run.ToString(), cancellationToken)
            .ConfigureAwait(false);
        var run = await ledger.GetAsync(summary, cancellationToken).ConfigureAwait(false);
        var runs = await ledger.ListAsync(cancellationToken).ConfigureAwait(false);
        ImmutableArray<RunSummary> verdicts =
        [
            .. runs.Where(r => r.Model == version.Model && r.Judgement?.ModelDigest == version.ModelDigest)
                .OrderBy(r => r.Id),
        ];
        ImmutableArray<Transition> moves =
        [
            .. registry
                .StagesOf(version.Model)
                .SelectMany(s => Touching(registry.StageOf(version.Model, s).History, version.Version))
                .OrderBy(t => t.At),
        ];
        ImmutableArray<RolloutEntry> rollouts =
        [
            .. (await RolloutJournal.AllAsync(ledger.Store, version.Model, cancellationToken).ConfigureAwait(false))
                .SelectMany(history => history.Of(version.Version))
                .OrderBy(entry => entry.At),
        ];
        if (context.Json)
        {
            context.WriteJson(
                Document(version, run, verdicts, moves, rollouts),
                RegistryDocuments.Default.LineageDocument
            );
        }
        else
        {
            context.Write(Sheet(version, run, verdicts, rollouts));
            context.Runner.Result("");
            if (moves.IsEmpty)
            {
                context.Runner.Info("It was never in a stage.");
            }
            else
            {
                context.Write(ModelsHistory.TableOf(moves));
            }
        }

        return ExitCode.Done;
    }

    // A version's story in a stage is told by the moves that put it there and the moves that took it away.
    private static IEnumerable<Transition> Touching(StageHistory history, SemanticVersion version) =>
        history.Transitions.Where(
            (move, i) => move.Version.Equals(version) || (i > 0 && history.Transitions[i - 1].Version.Equals(version))
        );

    private static ModelVersion Find(RegistryView registry, string text)
    {
        var at = text.LastIndexOf('@');
        var hash = text.LastIndexOf('#');
        var split = Math.Max(at, hash);
        if (split < 1)
        {
            throw new InputError(
                $"{Quoted.Value(text)} is not a version; expected MODEL@VERSION such as churn@v1.4.0, or MODEL#STAGE"
            );
        }

        var (model, name) = (text[..split], text[(split + 1)..]);
        RegistryNames.MustKnow(registry, model);
        var versions = registry.VersionsOf(model);
        var wanted =
            split == hash
                ? registry.StageOf(model, name).History.Current
                    ?? throw new InputError(
                        $"nothing is in {Quoted.Value(text)}; the stages of {model} are {Quoted.List([.. registry.StagesOf(model)])}"
                    )
            : SemanticVersion.TryParse(name, out var parsed) ? parsed
            : throw new InputError($"{Quoted.Value(name)} is not a version; expected one such as v1.4.0");
        return versions.FirstOrDefault(v => v.Version.Equals(wanted))
            ?? throw new InputError(
                $"there is no version {Quoted.Value(text)}; registered are {string.Join(", ", versions.Select(v => v.Version))}"
            );
    }

    private static Grid Sheet(
        ModelVersion version,
        Run run,
        ImmutableArray<RunSummary> verdicts,
        ImmutableArray<RolloutEntry> rollouts
    )
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(3)).AddColumn();
        Row("version", version.ToString());
        Row("registered", $"{Time(version.At)} by {version.Actor}");
        Row("model", $"{run.ModelPath}  {version.ModelDigest}");
        Row("run", $"{run.Id}  {KebabCase.Of(run.Kind)}, {Time(run.StartedAt)}, by {run.Actor ?? "unknown"}");
        Row("code", run.Code is { } code ? $"{code.Commit}{(code.Dirty ? " with uncommitted changes" : "")}" : "none");
        Row("command", run.Command ?? "none");
        Row("params", string.Join(", ", run.Params.Select(p => $"{p.Key}={p.Value}")));
        foreach (var input in run.Inputs)
        {
            Row("data", $"{input.Path}  {input.Sha256}");
        }

        foreach (var verdict in verdicts)
        {
            var judgement = verdict.Judgement!;
            Row("verdict", $"{KebabCase.Of(judgement.Outcome)} against {judgement.Against}: {judgement.Reason}");
        }

        foreach (var entry in rollouts)
        {
            var image = entry.Plan.Canary.Image is { } name ? $", image {name}{Digests(entry.Image)}" : "";
            Row("rollout", $"{Time(entry.At)} {RolloutLog.StandingOf(entry)}: {entry.State.Reason}{image}");
        }

        return grid;

        void Row(string name, string value) => grid.AddRow(new Text(name), new Text(value));
    }

    private static LineageDocument Document(
        ModelVersion version,
        Run run,
        ImmutableArray<RunSummary> verdicts,
        ImmutableArray<Transition> moves,
        ImmutableArray<RolloutEntry> rollouts
    ) =>
        new(
            1,
            version.Model,
            version.Version.ToString(),
            version.Actor,
            version.At,
            run.Id.ToString(),
            version.ModelDigest.ToString(),
            run.Code?.Commit ?? version.CodeCommit,
            run.Command,
            run.Params,
            [.. run.Inputs.Select(i => new LineageFile(i.Path, i.Sha256.ToString(), i.Size))],
            [
                .. verdicts.Select(v => new LineageVerdict(
                    v.Id.ToString(),
                    v.EndedAt,
                    KebabCase.Of(v.Judgement!.Outcome),
                    v.Judgement.Against,
                    v.Judgement.Reason
                )),
            ],
            [.. moves.Select(MoveDocument.Of)],
            [.. rollouts.Select(LineageRollout.Of)]
        );

    // As commands take it: a registry's name of it, else an engine's.
    private static string Digests(ServedImage? image) =>
        (image?.Digest ?? image?.ConfigDigest) is { } digest ? $" {digest}" : "";

    private static string Time(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
