namespace Assay.Data;

/// <summary>One column of what DuckDB reads.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="IsNumber">Whether DuckDB gives it as a double; else as text.</param>
/// <param name="AsText">Whether numbers are wanted as text: ids and labels, which nobody computes with.</param>
/// <param name="IsPartly">Whether some of its values are no numbers and count as missing.</param>
internal sealed record RelationColumn(string Name, bool IsNumber, bool AsText, bool IsPartly = false)
{
    /// <summary>The column as text.</summary>
    internal RelationColumn ToText() => new(Name, IsNumber: false, AsText: true);

    /// <summary>The expression that gives it.</summary>
    internal string Sql =>
        $"{(IsPartly ? "TRY_CAST" : "CAST")}({SqlText.Identifier(Name)} AS {(IsNumber ? "DOUBLE" : "VARCHAR")})";
}
