using System.Text.Json.Nodes;
using Assay.Core.Conditions;
using Assay.Core.Metrics;
using Assay.Settings.Yaml;

namespace Assay.Settings.Shapes;

/// <summary>A text of one of the little languages of Assay.Core, whose faults have a column.</summary>
/// <param name="label">Its name for people.</param>
/// <param name="form">As much of its grammar as a schema can say.</param>
/// <param name="parse">Its parser.</param>
internal sealed class PhraseShape(string label, string form, Func<string, (object? Value, SyntaxFault? Fault)> parse)
    : ValueShape
{
    private const string Metric = @"[A-Za-z_][A-Za-z0-9_./-]*(@[A-Za-z0-9_.,=+-]+)?";
    private const string Number = @"[0-9.][0-9.eE+-]*\s*(%|[A-Za-z]+)?";
    private const string Relative = $@"(champion|stable)(\s*\*\s*{Number})?(\s*[+-]\s*{Number})?";

    public static PhraseShape Condition { get; } =
        new(
            "condition",
            $@"^\s*{Metric}\s*(<=?|>=?|==)\s*([+-]?{Number}|{Relative})\s*$",
            text => ConditionParser.TryParse(text, out var value, out var fault) ? (value, null) : (null, fault)
        );

    public static PhraseShape MetricReference { get; } =
        new(
            "metric",
            $@"^\s*{Metric}\s*$",
            text => MetricReferenceParser.TryParse(text, out var value, out var fault) ? (value, null) : (null, fault)
        );

    public static PhraseShape ColumnAggregate { get; } =
        new(
            "aggregate",
            @"^\s*(sum|mean|count)\s*\(.+\)\s*$",
            text => ColumnAggregateParser.TryParse(text, out var value, out var fault) ? (value, null) : (null, fault)
        );

    public override string Label => label;

    public override object? Read(YamlNode node, ReadingPlace place)
    {
        if (node is not YamlScalar { Kind: not ScalarKind.Null } scalar)
        {
            return place.Expected($"a text, {label}", node);
        }

        var (value, fault) = parse(scalar.Text);
        return fault is null ? value : place.Wrong(fault.Message, scalar.LocationAt(fault.Column));
    }

    public override JsonObject Schema(SchemaDefinitions definitions) =>
        new() { ["type"] = "string", ["pattern"] = form };
}
