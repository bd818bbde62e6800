using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Assay.Core.Runs;

/// <summary>
/// Runs as <c>--json</c> prints them, schema <see cref="Schema"/>; docs/json.md has the shapes. Keys may be added within a
/// schema, never renamed or removed.
/// </summary>
public static class RunResult
{
    /// <summary>The version of the shapes.</summary>
    public const int Schema = 1;

    /// <summary>
    /// One run: all that <c>run.json</c> holds, the last value of each metric under <c>metrics</c>, and each history of more
    /// than one point under <c>history</c>.
    /// </summary>
    public static string Write(Run run)
    {
        var document = JsonSerializer.SerializeToNode(run, RunJson.Default.Run)!.AsObject();
        document["metrics"] = new JsonObject(
            run.Metrics.Select(m => KeyValuePair.Create(m.Key, (JsonNode?)Number(m.Value.Last)))
        );
        document["history"] = new JsonObject(
            run.Metrics.Where(m => m.Value.Points.Length > 1)
                .Select(m => KeyValuePair.Create(m.Key, (JsonNode?)History(m.Value)))
        );
        return Text(WithSchema(document));
    }

    /// <summary>Runs as the ledger lists them, an array of objects.</summary>
    public static string WriteList(IEnumerable<RunSummary> runs) =>
        Text(
            new JsonArray([
                .. runs.Select(r =>
                    (JsonNode?)WithSchema(JsonSerializer.SerializeToNode(r, RunJson.Default.RunSummary)!.AsObject())
                ),
            ])
        );

    /// <summary>Runs side by side: the keys in which they differ, and each run's value there.</summary>
    public static string Write(RunComparison comparison)
    {
        var rows = comparison.Rows.Select(row =>
            (JsonNode?)
                new JsonObject
                {
                    ["kind"] = row.Kind,
                    ["name"] = row.Name,
                    ["differs"] = row.Differs,
                    ["values"] = new JsonArray([.. row.Values.Select(v => (JsonNode?)JsonValue.Create(v))]),
                }
        );
        return Text(
            new JsonObject
            {
                ["schema"] = Schema,
                ["runs"] = new JsonArray([
                    .. comparison.Runs.Select(r => (JsonNode?)JsonValue.Create(r.Id.ToString())),
                ]),
                ["rows"] = new JsonArray([.. rows]),
            }
        );
    }

    private static JsonObject WithSchema(JsonObject document)
    {
        document.Insert(0, "schema", Schema);
        return document;
    }

    private static JsonArray History(MetricSeries series) =>
        new([
            .. series.Points.Select(p =>
                (JsonNode?)
                    new JsonObject
                    {
                        ["step"] = p.Step,
                        ["at"] = p.At.ToUnixTimeMilliseconds(),
                        ["value"] = Number(p.Value),
                    }
            ),
        ]);

    // JSON has no NaN: it is written by name, as the ledger writes it.
    private static JsonValue? Number(double value) =>
        double.IsFinite(value)
            ? JsonValue.Create(value)
            : JsonValue.Create(
                double.IsNaN(value) ? "NaN"
                : value > 0 ? "Infinity"
                : "-Infinity"
            );

    private static string Text(JsonNode node)
    {
        using var stream = new MemoryStream();
        using (
            var writer = new Utf8JsonWriter(
                stream,
                new JsonWriterOptions
                {
                    Indented = true,
                    NewLine = "\n",
                    Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                }
            )
        )
        {
            node.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
