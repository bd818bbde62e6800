using System.Text;
using System.Text.Json;

namespace Assay.EndToEnd.Drift;

/// <summary>Real customers of the churn example: rows of a CSV file whose cells hold no comma.</summary>
/// <param name="Header">The columns.</param>
/// <param name="Rows">The customers.</param>
internal sealed record Customers(string[] Header, IReadOnlyList<string[]> Rows)
{
    public static async Task<Customers> ReadAsync(string file)
    {
        var lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        return new Customers(lines[0].Split(','), [.. lines[1..].Select(line => line.Split(','))]);
    }

    /// <summary>Half of them, by a fixed shuffle.</summary>
    public Customers Half()
    {
        var rows = Rows.ToArray();
        new Random(1).Shuffle(rows);
        return this with { Rows = rows[..(rows.Length / 2)] };
    }

    /// <summary>Those who came within a year and may leave any month.</summary>
    public Customers New() =>
        this with
        {
            Rows = [.. Rows.Where(r => Cell(r, "contract") == "Month-to-month" && int.Parse(Cell(r, "tenure")) <= 12)],
        };

    /// <summary>As a file.</summary>
    public Task WriteAsync(string file) =>
        File.WriteAllLinesAsync(
            file,
            [string.Join(',', Header), .. Rows.Select(row => string.Join(',', row))],
            TestContext.Current.CancellationToken
        );

    // As a model server takes them, so many rows each.
    private IEnumerable<string> Bodies(int size) =>
        Rows.Chunk(size)
            .Select(rows =>
                JsonSerializer.Serialize(
                    rows.Select(row =>
                        Header
                            .Zip(row)
                            .Where(c => c.First is not ("customer_id" or "churn"))
                            .ToDictionary(c => c.First, c => Value(c.Second))
                    )
                )
            );

    /// <summary>Sends all of them to a server.</summary>
    public async Task AskAsync(Uri url)
    {
        using var http = new HttpClient();
        foreach (var body in Bodies(size: 100))
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync(
                new Uri(url, "/predict?extra=ignore"),
                content,
                TestContext.Current.CancellationToken
            );
            answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        }
    }

    private static object? Value(string cell) =>
        cell.Length == 0 ? null
        : double.TryParse(cell, out var number) ? number
        : cell;

    private string Cell(string[] row, string column) => row[Array.IndexOf(Header, column)];
}
