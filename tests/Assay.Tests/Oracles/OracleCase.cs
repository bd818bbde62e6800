using System.Globalization;
using System.Text.Json;

namespace Assay.Tests.Oracles;

/// <summary>One case of a family: inputs, parameters, what is expected and how closely.</summary>
internal sealed record OracleCase(
    string Id,
    JsonElement Inputs,
    JsonElement Params,
    JsonElement Expected,
    double Absolute,
    double Relative
)
{
    public static IReadOnlyList<OracleCase> Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(OracleFolder.PathOf(file)));
        return
        [
            .. document
                .RootElement.GetProperty("cases")
                .EnumerateArray()
                .Select(c => c.Clone())
                .Select(c => new OracleCase(
                    c.GetProperty("id").GetString()!,
                    c.GetProperty("inputs"),
                    c.TryGetProperty("params", out var parameters) ? parameters : default,
                    c.GetProperty("expected"),
                    c.GetProperty("tolerance").GetProperty("abs").GetDouble(),
                    c.GetProperty("tolerance").GetProperty("rel").GetDouble()
                )),
        ];
    }

    public bool Has(string input) =>
        Inputs.TryGetProperty(input, out _) || Inputs.TryGetProperty(input + "_csv", out _);

    /// <summary>An input column; missing values are NaN. It stands here or in a CSV file beside the family.</summary>
    public double[] Numbers(string input) =>
        Inputs.TryGetProperty(input, out var values)
            ? [.. values.EnumerateArray().Select(Number)]
            : [.. Column(Inputs.GetProperty(input + "_csv").GetString()!)];

    /// <summary>An input column as text; numbers as written.</summary>
    public string[] Texts(string input) =>
        [
            .. Inputs
                .GetProperty(input)
                .EnumerateArray()
                .Select(v => v.ValueKind == JsonValueKind.Null ? "" : v.ToString()),
        ];

    /// <summary>Positions at which none of the inputs that are there has a missing value.</summary>
    public int[] Complete(params ReadOnlySpan<string> inputs)
    {
        List<JsonElement[]> columns = [];
        foreach (var input in inputs)
        {
            if (Inputs.TryGetProperty(input, out var values))
            {
                columns.Add([.. values.EnumerateArray()]);
            }
        }

        return
        [
            .. Enumerable
                .Range(0, columns[0].Length)
                .Where(row => columns.TrueForAll(column => column[row].ValueKind != JsonValueKind.Null)),
        ];
    }

    /// <summary>Rows of numbers.</summary>
    public double[][] Matrix(string input) =>
        [.. Inputs.GetProperty(input).EnumerateArray().Select(row => row.EnumerateArray().Select(Number).ToArray())];

    public double Parameter(string name) => Params.GetProperty(name).GetDouble();

    public long Whole(string input) => Inputs.GetProperty(input).GetInt64();

    private static double Number(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => double.NaN,
            JsonValueKind.True => 1,
            JsonValueKind.False => 0,
            JsonValueKind.String => Number(value.GetString()!),
            _ => value.GetDouble(),
        };

    private static double Number(string text) =>
        text switch
        {
            "" or "undefined" or "nan" => double.NaN,
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            _ => double.Parse(text, CultureInfo.InvariantCulture),
        };

    private IEnumerable<double> Column(string file)
    {
        var lines = File.ReadAllLines(OracleFolder.PathOf(file));
        var header = lines[0].Split(',');
        var named = Inputs.TryGetProperty("column", out var column) ? column.GetString() : header[0];
        var index = Array.IndexOf(header, named);
        return lines.Skip(1).Where(line => line.Length > 0).Select(line => Number(line.Split(',')[index]));
    }
}
