namespace Assay.Data;

/// <summary>Text as SQL takes it, so that no name or value from a file is ever read as SQL.</summary>
internal static class SqlText
{
    internal static string Literal(string value) => "'" + value.Replace("'", "''", StringComparison.Ordinal) + "'";

    internal static string Identifier(string name) =>
        "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
