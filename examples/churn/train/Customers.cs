namespace ChurnTraining;

/// <summary>Rows of a CSV file without quotes, as text.</summary>
/// <param name="Columns">Names in order.</param>
/// <param name="Rows">A row's fields in order; empty is missing.</param>
internal sealed record Customers(string[] Columns, List<string[]> Rows)
{
    internal const string Id = "customer_id";
    internal const string Target = "churn";

    internal static Customers Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new TrainingError($"there is no '{path}'; write it with `churn-train split`");
        }

        var lines = File.ReadLines(path).Where(l => l.Length > 0).Select(l => l.Split(',')).ToList();
        var odd = lines.FindIndex(fields => fields.Length != lines[0].Length);
        return odd < 0 && lines.Count > 1
            ? new Customers(lines[0], lines[1..])
            : throw new TrainingError($"{path}:{Math.Max(odd, 0) + 1}: expected a header and rows of as many fields");
    }

    internal int Index(string column) =>
        Array.IndexOf(Columns, column) is >= 0 and var index
            ? index
            : throw new TrainingError($"there is no column '{column}'; the columns are {string.Join(", ", Columns)}");

    internal IEnumerable<string> Values(string column)
    {
        var index = Index(column);
        return Rows.Select(row => row[index]);
    }

    internal bool[] Labels() => [.. Values(Target).Select(v => v == "Yes")];
}
