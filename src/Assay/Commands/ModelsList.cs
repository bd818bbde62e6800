using Assay.Toolkit.Inputs;
using Spectre.Console;

namespace Assay.Commands;

/// <summary><c>assay models list</c>: the models, what is registered, and what each stage holds.</summary>
internal static class ModelsList
{
    private static readonly Input<string?> Model = Input.Text("model", "Only this model");

    public static Command Command { get; } =
        new("models list", "List models, their newest version, and what each stage holds", RunAsync)
        {
            Inputs = [Model],
        };

    private static async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var registry = await RunLedger.ReadRegistryAsync(context, cancellationToken).ConfigureAwait(false);
        var only = context.Inputs.Get(Model);
        ModelDocument[] models =
        [
            .. registry
                .Models.Where(m => only is null || m == only)
                .Order(StringComparer.Ordinal)
                .Select(m => ModelDocument.Of(registry, m)),
        ];
        if (context.Json)
        {
            context.WriteJson(models, RegistryDocuments.Default.ModelDocumentArray);
        }
        else if (models.Length == 0)
        {
            context.Runner.Info("No versions yet: 'assay register --model NAME' makes the first from a run.");
        }
        else
        {
            context.Write(TableOf(models));
        }

        return ExitCode.Done;
    }

    private static Table TableOf(IEnumerable<ModelDocument> models)
    {
        var table = new Table().Border(TableBorder.None).AddColumns("model", "versions", "newest", "stages");
        foreach (var model in models)
        {
            table.AddRow(
                new Text(model.Model),
                new Text($"{model.Versions.Length}"),
                new Text(model.Versions.LastOrDefault() ?? "–"),
                new Text(string.Join("  ", model.Stages.Select(s => $"{s.Key} {s.Value}")))
            );
        }

        return table;
    }
}
