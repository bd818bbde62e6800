using System.Globalization;
using System.Text.Json.Nodes;
using Assay.Settings.Yaml;
using static System.FormattableString;

namespace Assay.Settings.Shapes;

/// <summary>A number within bounds.</summary>
/// <param name="whole">Whether it is a whole one.</param>
/// <param name="range">Its bounds, or null.</param>
internal sealed class NumberShape(bool whole, RangeAttribute? range) : ValueShape
{
    public override string Label => whole ? "whole number" : "number";

    public override object? Read(YamlNode node, ReadingPlace place)
    {
        var styles = whole ? NumberStyles.AllowLeadingSign : NumberStyles.Float;
        if (
            node is not YamlScalar { Kind: ScalarKind.Integer or ScalarKind.Number } scalar
            || !double.TryParse(scalar.Text, styles, CultureInfo.InvariantCulture, out var number)
            || !double.IsFinite(number)
            || !Bounds.Contains(range, number)
        )
        {
            return range?.Minimum == range?.Maximum && range is not null
                ? (place with { Example = null }).Expected(Invariant($"{range.Minimum}"), node)
                : place.Expected($"a {Label}{Bounds.Text(range, bound => Invariant($"{bound}"))}", node);
        }

        return whole ? (object)(int)number : number;
    }

    public override JsonObject Schema(SchemaDefinitions definitions)
    {
        var schema = new JsonObject { ["type"] = whole ? "integer" : "number" };
        Bounds.Describe(range, schema);
        return schema;
    }
}
