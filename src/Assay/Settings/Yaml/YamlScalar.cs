using System.Text.RegularExpressions;
using Assay.Toolkit;

namespace Assay.Settings.Yaml;

/// <summary>What a scalar is under YAML 1.2's core schema.</summary>
internal enum ScalarKind
{
    Null,
    Boolean,
    Integer,
    Number,
    Text,
}

/// <summary>A single value.</summary>
/// <param name="Text">As written, quotes and escapes resolved.</param>
/// <param name="Plain">Whether it stands without quotes.</param>
/// <param name="TextColumn">Column of its first character, where its characters are the file's; null in blocks, with escapes, over several lines.</param>
/// <param name="Location">Where it begins, quotes and anchors included.</param>
internal sealed partial record YamlScalar(string Text, bool Plain, int? TextColumn, SourceLocation Location)
    : YamlNode(Location, 1)
{
    public ScalarKind Kind =>
        !Plain ? ScalarKind.Text
        : NullForm().IsMatch(Text) ? ScalarKind.Null
        : BooleanForm().IsMatch(Text) ? ScalarKind.Boolean
        : IntegerForm().IsMatch(Text) ? ScalarKind.Integer
        : NumberForm().IsMatch(Text) ? ScalarKind.Number
        : ScalarKind.Text;

    /// <summary>The place of the text's character at <paramref name="column"/>, counted from 1, as well as it is known.</summary>
    public SourceLocation LocationAt(int column) =>
        TextColumn is { } start ? Location with { Column = start + column - 1 } : Location;

    [GeneratedRegex("^(~|null|Null|NULL|)$")]
    private static partial Regex NullForm();

    [GeneratedRegex("^(true|True|TRUE|false|False|FALSE)$")]
    private static partial Regex BooleanForm();

    [GeneratedRegex("^([-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$")]
    private static partial Regex IntegerForm();

    [GeneratedRegex(@"^([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$")]
    private static partial Regex NumberForm();
}
