using System.Collections.Immutable;
using Assay.Core.Evidence;
using Assay.Core.Gates;
using Assay.Core.Runs;
using Assay.Core.Serving;
using Assay.Data;
using Assay.Git;
using Assay.Models;
using Assay.Settings;
using Assay.Toolkit;

namespace Assay.Commands.Serving;

/// <summary>
/// A folder that a model server serves from, as it lies in an image under <c>/models/NAME</c>: <c>model.json</c> and
/// <c>VERSION/model.onnx</c>.
/// </summary>
/// <param name="Folder">Absolute path.</param>
/// <param name="Model">What its model.json says.</param>
internal sealed record ServableFolder(string Folder, ServedModel Model)
{
    private const string ModelFile = "model.onnx";

    /// <summary>Makes it from a run of the ledger.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="root">The repository's working tree, absolute: its held-out rows name columns and classes that the model itself does not.</param>
    /// <param name="settings">The model as assay.yml declares it.</param>
    /// <param name="summary">The run.</param>
    /// <param name="version">The version it is registered as; null when it is none.</param>
    /// <param name="folder">An empty folder.</param>
    /// <param name="random">Gives that many unguessable bytes.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="InputError">when the run has no ONNX model, or too little is known of it.</exception>
    public static async Task<ServableFolder> MakeAsync(
        Ledger ledger,
        string root,
        ModelSettings settings,
        RunSummary summary,
        string? version,
        string folder,
        Func<int, byte[]> random,
        CancellationToken cancellationToken
    )
    {
        var run = await ledger.GetAsync(summary, cancellationToken).ConfigureAwait(false);
        if (
            run.ModelArtifact is not { } artifact
            || !artifact.Path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase)
        )
        {
            throw new InputError(
                $"run {run.Id.Abbreviated} has {(run.ModelPath is { } path ? $"the model '{path}'" : "no model")}; "
                    + "a model server serves ONNX models: let train.model name an .onnx file"
            );
        }

        var name = version ?? run.Id.ToString();
        var place = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, name)).FullName, ModelFile);
        using (var scratch = new ScratchFolder(folder, random))
        {
            var file = await ledger
                .ArtifactAsync(summary, artifact, scratch.Path, cancellationToken)
                .ConfigureAwait(false);
            File.Move(file, place);
        }

        var rows = HeldOut(root, settings);
        var shape = ServedShape.Read(place, artifact.Path, rows?.Features.Names ?? []);
        var classes = ClassesOf(settings, shape, rows, artifact.Path);
        var model = new ServedModel
        {
            Name = settings.Name,
            Version = name,
            Task = settings.Task,
            Run = run.Id,
            CodeCommit = run.Code?.Commit,
            File = $"{name}/{ModelFile}",
            Id = settings.Data?.Id is { } id && shape.Columns.All(column => column.Name != id) ? id : null,
            Digest = artifact.Sha256,
            Columns = shape.Columns,
            Inputs = shape.Inputs,
            Output = shape.Output,
            Classes = classes,
            Positive = settings.Task == TaskKind.Binary ? settings.Data?.Positive ?? classes[^1] : null,
        };
        await File.WriteAllTextAsync(Path.Combine(folder, ServedModel.FileName), model.ToJson(), cancellationToken)
            .ConfigureAwait(false);
        return new ServableFolder(folder, model);
    }

    private static ValidationRows? HeldOut(string root, ModelSettings settings) =>
        settings.Data is { Validation: { } validation, Target: { } target } data
        && File.Exists(Path.Combine(root, validation.Value))
            ? ValidationData.Read(DataFile.In(root, validation.Value), target, data.Id)
            : null;

    private static ImmutableArray<string> ClassesOf(
        ModelSettings settings,
        ServedShape shape,
        ValidationRows? rows,
        string shown
    )
    {
        if (settings.Task == TaskKind.Regression || !shape.Classes.IsEmpty)
        {
            return shape.Classes;
        }

        if (rows is null)
        {
            return shape.Output.Kind == OutputKind.Scores || settings.Task == TaskKind.Binary
                ? throw new InputError(
                    $"{shown} does not name its classes, and the held-out rows are not here to tell them: name them in the "
                        + "model's metadata 'assay.classes' (docs/onnx.md), or fetch data.validation"
                )
                : [];
        }

        var (coding, problem) = LabelCoding.Of(settings.Task, rows, settings.Data?.Positive, []);
        return coding?.Classes ?? throw new InputError(problem!, new SourceLocation(rows.Path));
    }
}
