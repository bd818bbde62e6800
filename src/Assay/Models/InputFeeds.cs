using System.Collections.Immutable;
using Assay.Core.Names;
using Assay.Core.Tables;
using Assay.Toolkit;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Assay.Models;

/// <summary>Fits the columns of a table to the inputs of a model: by name, or side by side into one matrix.</summary>
internal sealed class InputFeeds(
    string shown,
    ModelSignature signature,
    IReadOnlyDictionary<string, NodeMetadata> inputs
)
{
    private readonly List<Problem> _problems = [];

    /// <summary>One feed an input.</summary>
    /// <exception cref="InputError">with every column that is missing or does not fit.</exception>
    internal ImmutableArray<InputFeed> Of(Table features)
    {
        ImmutableArray<InputFeed> feeds =
            inputs.Count == 1 && IsMatrix(inputs.First(), features)
                ? [.. Matrix(inputs.First(), features)]
                : [.. ByName(features)];
        return _problems.Count == 0 ? feeds : throw new InputError([.. _problems]);
    }

    /// <summary>For each input with categories, how many rows hold another.</summary>
    internal IEnumerable<string> UnknownCategories(Table features) =>
        from input in signature.Inputs
        where input.Categories is not null
        let known = (input.Categories ?? []).ToHashSet(StringComparer.Ordinal)
        let column = features.Find(input.Name)
        where column is not null
        let unknown = Enumerable
            .Range(0, column.Count)
            .Count(row => column.Text(row) is { } text && !known.Contains(text))
        where unknown > 0
        select $"{shown} does not know the category in column {Quoted.Value(input.Name)} of {unknown:N0} rows";

    private bool IsMatrix(KeyValuePair<string, NodeMetadata> input, Table features) =>
        input.Value is { IsTensor: true, Dimensions: [_, var width] }
        && (width != 1 || (features.Find(input.Key) is null && signature.Inputs.IsEmpty))
        && input.Value.ElementDataType != TensorElementType.String;

    private IEnumerable<InputFeed> Matrix(KeyValuePair<string, NodeMetadata> input, Table features)
    {
        var width = input.Value.Dimensions[1];
        var names = signature.Features.IsEmpty ? features.Names : signature.Features;
        if (width > 0 && names.Length != width)
        {
            Problem(
                $"input {Quoted.Value(input.Key)} takes {width} columns and {(signature.Features.IsEmpty ? "the data have" : ModelSignature.FeaturesKey + " names")} {names.Length}: {Quoted.List(names, 30)}; "
                    + $"name the {width} in order in the model's metadata '{ModelSignature.FeaturesKey}'"
            );
            yield break;
        }

        foreach (var name in names.Where(n => features.Find(n) is null))
        {
            Missing(name, features);
        }

        List<TableColumn> columns = [.. names.Select(features.Find).OfType<TableColumn>()];
        List<double[]> values = [.. columns.Select(c => Numbers(c, input.Value.ElementDataType))];
        if (_problems.Count == 0 && Feed(input, [.. values]) is { } feed)
        {
            yield return feed;
        }
    }

    private IEnumerable<InputFeed> ByName(Table features)
    {
        foreach (var input in inputs)
        {
            var column = features.Find(input.Key);
            if (input.Value is not { IsTensor: true, Dimensions: [_] or [_, 1 or -1] })
            {
                Problem(
                    $"input {Quoted.Value(input.Key)} is {Described(input.Value)}; expected one input [N, F] for all columns, or one [N, 1] for each"
                );
            }
            else if (column is null)
            {
                Missing(input.Key, features);
            }
            else if (input.Value.ElementDataType == TensorElementType.String)
            {
                Required(column, signature.Find(input.Key)?.Missing ?? true, "text");
                yield return new TextFeed(input.Key, input.Value.Dimensions.Length == 1, CellReading.Texts(column));
            }
            else if (Feed(input, [Numbers(column, input.Value.ElementDataType)]) is { } feed)
            {
                yield return feed;
            }
        }
    }

    private double[] Numbers(TableColumn column, TensorElementType type)
    {
        var isInteger = type is not (TensorElementType.Float or TensorElementType.Double);
        var wanted = isInteger ? "an integer" : "a number";
        var (values, problem) = CellReading.Numbers(column, wanted);
        Problem(problem);
        if (problem is null)
        {
            var missing = Required(column, signature.Find(column.Name)?.Missing ?? !isInteger, wanted);
            Problem(isInteger && !missing ? CellReading.FractionProblem(column, values) : null);
        }

        return values;
    }

    private InputFeed? Feed(KeyValuePair<string, NodeMetadata> input, double[][] columns)
    {
        var flat = input.Value.Dimensions.Length == 1;
        switch (input.Value.ElementDataType)
        {
            case TensorElementType.Float:
                return new NumberFeed<float>(input.Key, flat, columns, v => (float)v);
            case TensorElementType.Double:
                return new NumberFeed<double>(input.Key, flat, columns, v => v);
            case TensorElementType.Int64:
                return new NumberFeed<long>(input.Key, flat, columns, v => (long)v);
            case TensorElementType.Int32:
                return new NumberFeed<int>(input.Key, flat, columns, v => (int)v);
            case TensorElementType.Bool:
                return new NumberFeed<bool>(input.Key, flat, columns, v => v != 0);
            default:
                Problem(
                    $"input {Quoted.Value(input.Key)} is {Described(input.Value)}; expected float, double, int64, int32, bool or string"
                );
                return null;
        }
    }

    private bool Required(TableColumn column, bool missingAllowed, string wanted)
    {
        var problem = missingAllowed ? null : CellReading.MissingProblem(column, wanted);
        Problem(problem);
        return problem is not null;
    }

    private void Missing(string name, Table features)
    {
        var nearest = NearestName.Of(name, features.Names) is { } n ? $" Did you mean {Quoted.Value(n)}?" : "";
        Problem(
            $"the model wants a column {Quoted.Value(name)}, and the data have {Quoted.List(features.Names, 30)}.{nearest}"
        );
    }

    private void Problem(string? message)
    {
        if (message is not null)
        {
            _problems.Add(new Problem(message, new SourceLocation(shown)));
        }
    }

    private static string Described(NodeMetadata metadata) =>
        metadata.IsTensor
            ? $"{metadata.ElementDataType.ToString().ToLowerInvariant()} [{string.Join(", ", metadata.Dimensions.Select(d => d < 0 ? "N" : $"{d}"))}]"
            : "no tensor";
}
