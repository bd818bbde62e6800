using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Assay.Toolkit.Inputs;

public abstract partial record Input
{
    /// <summary>A text that may be left out.</summary>
    public static Input<string?> Text(string name, string description) =>
        new(name, description, InputKind.Text, null, (texts, _) => new(texts[^1]));

    /// <summary>A text with a default.</summary>
    public static Input<string> Text(string name, string description, string defaultValue) =>
        new(name, description, InputKind.Text, defaultValue, (texts, _) => new(texts[^1]))
        {
            DefaultText = defaultValue,
        };

    /// <summary>A text that must be given.</summary>
    public static Input<string> RequiredText(string name, string description) =>
        new(name, description, InputKind.Text, "", (texts, _) => new(texts[^1])) { Required = true };

    /// <summary>A whole number that may be left out.</summary>
    public static Input<int?> Integer(string name, string description) =>
        new(name, description, InputKind.Integer, null, (texts, _) => ParseInteger(texts[^1]));

    /// <summary>A whole number with a default.</summary>
    public static Input<int> Integer(string name, string description, int defaultValue) =>
        new(name, description, InputKind.Integer, defaultValue, (texts, _) => Value(ParseInteger(texts[^1])))
        {
            DefaultText = defaultValue.ToString(CultureInfo.InvariantCulture),
        };

    /// <summary>A finite number that may be left out.</summary>
    public static Input<double?> Number(string name, string description) =>
        new(name, description, InputKind.Number, null, (texts, _) => ParseNumber(texts[^1]));

    /// <summary>A finite number with a default.</summary>
    public static Input<double> Number(string name, string description, double defaultValue) =>
        new(name, description, InputKind.Number, defaultValue, (texts, _) => Value(ParseNumber(texts[^1])))
        {
            DefaultText = defaultValue.ToString(CultureInfo.InvariantCulture),
        };

    /// <summary>Yes or no; no when it is not given.</summary>
    public static Input<bool> Switch(string name, string description) =>
        new(name, description, InputKind.Switch, false, (texts, _) => ParseSwitch(texts[^1])) { DefaultText = "false" };

    /// <summary>One of an enumeration's names in kebab-case; may be left out.</summary>
    public static Input<T?> Choice<T>(string name, string description)
        where T : struct, Enum =>
        new(name, description, InputKind.Choice, null, (texts, _) => ParseChoice<T>(texts[^1]))
        {
            Choices = Words<T>(),
        };

    /// <summary>One of an enumeration's names in kebab-case, with a default.</summary>
    public static Input<T> Choice<T>(string name, string description, T defaultValue)
        where T : struct, Enum =>
        new(name, description, InputKind.Choice, defaultValue, (texts, _) => Value(ParseChoice<T>(texts[^1])))
        {
            Choices = Words<T>(),
            DefaultText = Word(defaultValue),
        };

    /// <summary>A path that may be left out; the value is absolute.</summary>
    public static Input<string?> Path(string name, string description) =>
        new(name, description, InputKind.Path, null, ParseOptionalPath);

    /// <summary>A path with a default, relative to the working directory; the value is absolute.</summary>
    public static Input<string> Path(string name, string description, string defaultValue) =>
        new(name, description, InputKind.Path, defaultValue, ParsePath) { DefaultText = defaultValue };

    /// <summary>A path that must be given; the value is absolute.</summary>
    public static Input<string> RequiredPath(string name, string description) =>
        new(name, description, InputKind.Path, "", ParsePath) { Required = true };

    /// <summary>Any number of texts; none when it is not given.</summary>
    public static Input<ImmutableArray<string>> List(string name, string description) =>
        new(name, description, InputKind.List, [], (texts, _) => new(texts));

    /// <summary>Any number of <c>KEY=VALUE</c>, in the order given; none when it is not given.</summary>
    public static Input<ImmutableArray<KeyValuePair<string, string>>> Pairs(string name, string description) =>
        new(name, description, InputKind.Pairs, [], (texts, _) => ParsePairs(texts));

    private static Parsed<int?> ParseInteger(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? new(value)
            : new(null, "a whole number, such as 10");

    private static Parsed<double?> ParseNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? new(value)
            : new(null, "a number, such as 0.5");

    private static Parsed<bool> ParseSwitch(string text) =>
        bool.TryParse(text, out var value) ? new(value) : new(false, "true or false");

    private static Parsed<T?> ParseChoice<T>(string text)
        where T : struct, Enum
    {
        var words = Words<T>();
        var index = words.IndexOf(text);
        return index >= 0 ? new(Enum.GetValues<T>()[index]) : new(null, $"one of {string.Join(", ", words)}");
    }

    private static Parsed<string?> ParseOptionalPath(ImmutableArray<string> texts, string workingDirectory)
    {
        var parsed = ParsePath(texts, workingDirectory);
        return new(parsed.Value, parsed.Problem);
    }

    private static Parsed<string> ParsePath(ImmutableArray<string> texts, string workingDirectory) =>
        texts[^1].Contains('\0', StringComparison.Ordinal)
            ? new("", "a path without NUL")
            : new(System.IO.Path.GetFullPath(texts[^1], workingDirectory));

    private static Parsed<ImmutableArray<KeyValuePair<string, string>>> ParsePairs(ImmutableArray<string> texts)
    {
        var pairs = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        foreach (var text in texts)
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                return new([], "KEY=VALUE, such as team=growth");
            }

            pairs.Add(KeyValuePair.Create(text[..equals].Trim(), text[(equals + 1)..].Trim()));
        }

        return new(pairs.ToImmutable());
    }

    private static Parsed<T> Value<T>(Parsed<T?> parsed)
        where T : struct => new(parsed.Value ?? default, parsed.Problem);

    private static ImmutableArray<string> Words<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(Word)];

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
