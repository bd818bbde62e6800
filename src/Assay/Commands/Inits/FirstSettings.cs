using System.Collections.Immutable;
using System.Text;
using Assay.Settings;
using Assay.Toolkit;

namespace Assay.Commands.Inits;

/// <summary>A first assay.yml, made of what was found. Where something is missing for the strict reader, it is a draft.</summary>
/// <param name="Text">The file.</param>
/// <param name="ToFill">What a person has to fill in before it can be used; empty when it is complete.</param>
internal sealed record FirstSettings(string Text, ImmutableArray<string> ToFill)
{
    /// <summary>Whether it is not to be called assay.yml yet.</summary>
    public bool IsDraft => !ToFill.IsEmpty;

    /// <summary>The file's name.</summary>
    public string Path => IsDraft ? DraftPath : SettingsFile.Name;

    /// <summary>What a draft is called.</summary>
    public const string DraftPath = "assay.draft.yml";

    private const string Missing = "fill in";

    /// <summary>Writes it.</summary>
    public static FirstSettings Of(FoundModel found)
    {
        var toFill = new List<string>();
        var text = new StringBuilder();
        text.Append(
            $"# Written by 'assay init' from the text of {OneLine(found.Script)}; what it could not tell says '{Missing}'.\n"
        );
        text.Append($"# Every key: {Project.Url}/blob/main/{SettingsTable.Path}\n");
        text.Append($"version: 1\nmodels:\n  {found.Name}:\n");
        Required(text, toFill, 4, "task", found.Task, "binary, multiclass, regression or ranking");
        text.Append("    train:\n");
        if (found.Requirements is { } requirements)
        {
            text.Append($"      setup: {Scalar(Setup(requirements))}\n");
        }

        var inFolder = found.Folder.Length == 0 ? "" : $"cd {Shell(found.Folder)} && ";
        var script = found.Folder.Length == 0 ? found.Script : found.Script[(found.Folder.Length + 1)..];
        text.Append($"      command: {Scalar($"{inFolder}python3 {Shell(script)}")}\n");
        if (!found.Arguments.IsEmpty)
        {
            text.Append(
                $"      # {Missing}: the script wants {OneLine(string.Join(", ", found.Arguments))}, which the command above does not give\n"
            );
            toFill.Add("what the script wants on its command line");
        }

        text.Append($"      inputs: [{string.Join(", ", found.Inputs.Select(Scalar))}]\n");
        foreach (var absent in found.Absent)
        {
            text.Append(
                $"      # not in the repository: {OneLine(absent)}; where it is fetched, add it to inputs, and 'fetch:' to data\n"
            );
        }

        Optional(text, 6, "params", found.Params, null);
        Optional(text, 6, "model", found.Model, "out/model.onnx  # the model that the script writes");
        Optional(
            text,
            6,
            "predictions",
            found.Predictions,
            "out/predictions.csv  # id and score of the validation rows, which the script writes"
        );
        Optional(text, 6, "metrics", found.Metrics, "out/metrics.json  # what the script measures, if it writes that");
        Data(text, found);
        Gate(text, found);
        var settings = new FirstSettings(text.ToString(), [.. toFill]);
        return settings.IsDraft ? settings : settings with { ToFill = [.. ProblemsOf(settings.Text)] };
    }

    /// <summary>The draft of a repository in which no training was found.</summary>
    public static FirstSettings Nothing(string model) =>
        new(
            $"""
            # A draft by 'assay init': fill it in, and rename it to {SettingsFile.Name}. 'assay init --from train.py' makes one from a script.
            # Every key: {Project.Url}/blob/main/{SettingsTable.Path}
            version: 1
            models:
              {model}:
                task:  # {Missing}: binary, multiclass, regression or ranking
                train:
                  command:  # {Missing}: what trains the model, such as python3 train.py
                  inputs: []  # {Missing}: the files that the training reads, the scripts among them
                  model:  # {Missing}: the file that it writes, such as out/model.onnx
                  predictions:  # {Missing}: id and score of the validation rows, such as out/predictions.csv
                data:
                  validation:  # {Missing}: the held-out rows, such as data/holdout.csv
                  target:  # {Missing}: the column of the true labels
                gate:
                  against: prod
                  first: pass

            """,
            ["all of it: no training was found"]
        );

    private static void Data(StringBuilder text, FoundModel found)
    {
        if (found.Validation is null && found.Reference is null)
        {
            text.Append(
                "    # data: { validation: data/holdout.csv, target: label }  # held-out rows, which the gate judges by\n"
            );
            return;
        }

        text.Append("    data:\n");
        Optional(
            text,
            6,
            "validation",
            found.Validation,
            "data/holdout.csv  # held-out rows, which the gate judges by"
        );
        Optional(text, 6, "reference", found.Reference, null);
        Optional(text, 6, "target", found.Target, "label  # the column of the true labels");
        Optional(text, 6, "id", found.Id, "id  # the column that names a row, in the predictions too");
    }

    private static void Gate(StringBuilder text, FoundModel found)
    {
        var isJudged =
            found.Predictions is not null || found.Model?.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase) == true;
        var complete = isJudged && found is { Validation: not null, Target: not null, Task: not null };
        var rules = found.Task switch
        {
            "binary" => "primary: roc_auc\n  compare: { kind: non-inferior, margin: 0.01 }",
            "multiclass" => "primary: accuracy\n  compare: { kind: non-inferior, margin: 0.02 }",
            "regression" => "primary: rmse\n  require: [rmse <= champion * 1.02]",
            _ => "require: []",
        };
        var gate =
            $"gate:\n  against: prod  # the version in this stage\n  first: pass  # while there is none\n  {rules}";
        if (!complete)
        {
            text.Append(
                "    # Nothing can be compared before data.validation, data.target and train.predictions (or an ONNX model) are there; then:\n"
            );
        }

        foreach (var line in gate.Split('\n'))
        {
            text.Append($"    {(complete ? "" : "# ")}{line}\n");
        }
    }

    private static void Required(
        StringBuilder text,
        List<string> toFill,
        int indent,
        string key,
        string? value,
        string what
    )
    {
        text.Append(' ', indent).Append(value is null ? $"{key}:  # {Missing}: {what}\n" : $"{key}: {Scalar(value)}\n");
        toFill.AddRange(value is null ? [$"{key} ({what})"] : []);
    }

    // An example is commented out, so that the file can be read.
    private static void Optional(StringBuilder text, int indent, string key, string? value, string? example)
    {
        if (value is not null || example is not null)
        {
            text.Append(' ', indent).Append(value is not null ? $"{key}: {Scalar(value)}\n" : $"# {key}: {example}\n");
        }
    }

    private static IEnumerable<string> ProblemsOf(string text)
    {
        try
        {
            SettingsReader.Read(text, SettingsFile.Name, _ => null);
            return [];
        }
        catch (InputError e)
        {
            return e.Problems.Select(p => p.Message);
        }
    }

    private static string Setup(string requirements) =>
        requirements.EndsWith(".txt", StringComparison.Ordinal)
            ? $"python3 -m pip install -r {Shell(requirements)}"
            : "python3 -m pip install .";

    private static string Shell(string path) =>
        path.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '/' or '-') && !path.StartsWith('-')
            ? path
            : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string Scalar(string text) =>
        text.Length > 0
        && (char.IsAsciiLetter(text[0]) || text[0] == '_')
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '/' or '-' or ' ' or '&')
        && text.ToLowerInvariant() is not ("true" or "false" or "null" or "yes" or "no" or "on" or "off" or "y" or "n")
            ? text
            : $"'{OneLine(text).Replace("'", "''", StringComparison.Ordinal)}'";

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
