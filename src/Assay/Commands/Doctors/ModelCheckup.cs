using System.Collections.Immutable;
using System.Text.Json;
using Assay.Commands.Gating;
using Assay.Core.Reports;
using Assay.Core.Reports.Json;
using Assay.Core.Statistics;
using Assay.Git;
using Assay.Settings;
using Assay.Toolkit;
using Assay.Training.Containers;
using Assay.Training.Files;
using Assay.Training.Setup;

namespace Assay.Commands.Doctors;

/// <summary>What one model's training and gate need, and whether it is here.</summary>
internal sealed class ModelCheckup(string root, ModelSettings model, Ledger? ledger, CommandContext context)
{
    private const double Power = 0.8;
    private const double Confidence = 0.95;

    public async Task<IEnumerable<Finding>> LookAsync(CancellationToken cancellationToken) =>
        [
            .. await TrainingAsync(cancellationToken).ConfigureAwait(false),
            .. Inputs(),
            .. Variables(),
            .. await DataAsync(cancellationToken).ConfigureAwait(false),
            .. KeysWithoutEffect
                .Of(model)
                .Select(p => Finding.Advice(model.Name, p.ToString(), "leave it, and do not rely on it")),
        ];

    private async Task<IEnumerable<Finding>> TrainingAsync(CancellationToken cancellationToken)
    {
        if (model.Train is not { } train)
        {
            return
            [
                Finding.Advice(
                    model.Name,
                    "has no 'train' section",
                    "assay log-run records what something else has trained"
                ),
            ];
        }

        if (train.Image is { } image)
        {
            return [await ImageAsync(image, cancellationToken).ConfigureAwait(false)];
        }

        var path = context.Environment.Variable("PATH") ?? "";
        var program = Interpreter.ProgramOf(train.Command);
        return Interpreter.Find(program, Path.Combine(root, model.Folder), path) is { } found
                ? [Finding.Good(model.Name, $"trains in the job with {found}")]
            : train.Command.Shell is null
                ?
                [
                    Finding.Missing(
                        model.Name,
                        $"'{program}', which train.command starts, is not on the PATH",
                        "install it, or correct train.command"
                    ),
                ]
            : [Finding.Good(model.Name, $"trains in the job's shell: {train.Command}")];
    }

    private async Task<Finding> ImageAsync(string image, CancellationToken cancellationToken)
    {
        try
        {
            using var engine = await TrainingImage
                .EngineAsync(context.Environment.Variables, cancellationToken)
                .ConfigureAwait(false);
            var present = await TrainingImage.FindAsync(engine, image, cancellationToken).ConfigureAwait(false);
            return Finding.Good(
                model.Name,
                $"trains in {image} on Docker {engine.Info.ServerVersion}"
                    + (present is null ? ", which the first training pulls" : "")
            );
        }
        catch (OperationError e)
        {
            return Finding.Missing(model.Name, e.Message);
        }
    }

    private IEnumerable<Finding> Inputs()
    {
        var files = new WorkspaceFiles(root);
        RepositoryPath[] named = model.Train is not { } train
            ? []
            : [.. train.Inputs, .. train.Params is { } p ? [p] : (RepositoryPath[])[]];
        foreach (var path in named.Select(p => p.Value).Where(p => files.Find(p).IsEmpty))
        {
            yield return model.Data?.Fetch is { } fetch
                ? Finding.Good(model.Name, $"'{path}' is not here yet; '{fetch}' may bring it")
                : Finding.Missing(
                    model.Name,
                    $"the input '{path}' is not here",
                    "correct train.inputs, or add the file"
                );
        }
    }

    private IEnumerable<Finding> Variables()
    {
        var names = model.Train is { } train ? train.Env.AddRange(train.Secrets) : ImmutableArray<string>.Empty;
        return names
            .Where(name => context.Environment.Variable(name) is null)
            .Select(name =>
                Finding.Advice(model.Name, $"'{name}' is not set here and so not passed to the training", $"set {name}")
            );
    }

    private async Task<IEnumerable<Finding>> DataAsync(CancellationToken cancellationToken)
    {
        if (model.Gate is null)
        {
            return [Finding.Advice(model.Name, "has no gate, so nothing of it can be promoted", "add 'gate:' to it")];
        }

        try
        {
            var data = await GateData.ReadAsync(root, model, cancellationToken).ConfigureAwait(false);
            return [await PowerAsync(data, cancellationToken).ConfigureAwait(false)];
        }
        catch (InputError)
            when (model.Data is { Fetch: { } fetch, Validation: { } file }
                && !File.Exists(Path.Combine(root, file.Value))
            )
        {
            return [Finding.Good(model.Name, $"'{file.Value}' is not here yet; '{fetch}' may bring it")];
        }
        catch (InputError e)
        {
            return Finding.Missing(model.Name, e);
        }
    }

    // How far two models' scores scatter against each other, only two models can show.
    private async Task<Finding> PowerAsync(GateData data, CancellationToken cancellationToken)
    {
        var rows = $"{data.Rows.Count:N0} validation rows in {data.Input.Path}";
        if (await LastComparisonAsync(cancellationToken).ConfigureAwait(false) is not { } last)
        {
            return Finding.Good(
                model.Name,
                $"{rows}; how small a difference they can tell, the first comparison will show"
            );
        }

        var compare = model.Gate!.ToPolicy().Compare;
        var least = SampleSize.Detectable(
            last.Lower,
            last.Upper,
            last.Level,
            last.Rows,
            data.Rows.Count,
            compare?.Confidence ?? Confidence,
            Power
        );
        var text =
            $"{rows} can tell a difference of {least:G2} in {last.Title} (80 % power, scattered as in the last comparison)";
        return compare is { Margin: > 0 and var margin } && least > margin
            ? Finding.Advice(
                model.Name,
                $"{text}, and the margin is {Numbers.Plain(margin)}: expect inconclusive verdicts",
                $"hold out about {Numbers.About((long)(data.Rows.Count * Math.Pow(least / margin, 2)))} rows, or widen the margin"
            )
            : Finding.Good(model.Name, text);
    }

    private async Task<RecordedComparison?> LastComparisonAsync(CancellationToken cancellationToken)
    {
        if (ledger is null)
        {
            return null;
        }

        var runs = await ledger.ListAsync(cancellationToken).ConfigureAwait(false);
        var last = runs.FirstOrDefault(r => r.Model == model.Name && r.Judgement?.Champion is not null);
        if (last is null)
        {
            return null;
        }

        var run = await ledger.GetAsync(last, cancellationToken).ConfigureAwait(false);
        if (run.Artifacts.FirstOrDefault(a => a.Path == GateFiles.Document) is not { } artifact)
        {
            return null;
        }

        using var scratch = new ScratchFolder(context.Environment.TempDirectory, context.Random);
        var file = await ledger.ArtifactAsync(last, artifact, scratch.Path, cancellationToken).ConfigureAwait(false);
        try
        {
            return RecordedComparison.Read(await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false));
        }
        catch (JsonException)
        {
            // Of a form that this version does not know.
            return null;
        }
    }
}
