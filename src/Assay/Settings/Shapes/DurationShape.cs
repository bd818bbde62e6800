using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Assay.Settings.Yaml;

namespace Assay.Settings.Shapes;

/// <summary>A time span: <c>90s</c>, <c>30m</c>, <c>1h30m</c>. A range is in seconds.</summary>
internal sealed partial class DurationShape(RangeAttribute? range) : ValueShape
{
    private const string Form = @"^([0-9]+(\.[0-9]+)?(ms|s|m|h|d))+$";

    public override string Label => "duration";

    public override object? Read(YamlNode node, ReadingPlace place)
    {
        if (node is not YamlScalar { Kind: ScalarKind.Text } scalar || !Duration().IsMatch(scalar.Text))
        {
            return place.Expected($"a duration{Limits} with units of ms, s, m, h or d", node);
        }

        var seconds = Part().Matches(scalar.Text).Sum(Seconds);
        return Bounds.Contains(range, seconds) && seconds < TimeSpan.MaxValue.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : place.Expected($"a duration{Limits}", node);
    }

    public override JsonObject Schema(SchemaDefinitions definitions) =>
        new() { ["type"] = "string", ["pattern"] = Form };

    private string Limits => Bounds.Text(range, Written);

    private static string Written(double seconds) =>
        seconds switch
        {
            0 => "0s",
            >= 86400 => $"{seconds / 86400:0.##}d",
            >= 3600 => $"{seconds / 3600:0.##}h",
            _ => $"{seconds:0.##}s",
        };

    private static double Seconds(Match part)
    {
        var number = double.Parse(part.Groups[1].Value, CultureInfo.InvariantCulture);
        return part.Groups[2].Value switch
        {
            "ms" => number / 1000,
            "s" => number,
            "m" => number * 60,
            "h" => number * 3600,
            _ => number * 86400,
        };
    }

    [GeneratedRegex(Form)]
    private static partial Regex Duration();

    [GeneratedRegex(@"([0-9.]+)(ms|s|m|h|d)")]
    private static partial Regex Part();
}
