using System.Diagnostics.CodeAnalysis;

namespace Assay.Core.Rollouts;

/// <summary>Where a request's key stands.</summary>
public enum KeySource
{
    /// <summary>In a header.</summary>
    Header,

    /// <summary>In a cookie.</summary>
    Cookie,

    /// <summary>In the JSON body: the first key of that name, a text or a number.</summary>
    Field,
}

/// <summary>What requests are split by: the same value always gets the same arm.</summary>
/// <param name="From">Where it stands.</param>
/// <param name="Name">The header, cookie or key.</param>
public sealed record SplitKey(KeySource From, string Name)
{
    /// <summary>How it is written, for messages.</summary>
    public const string Expectation = "the name of a field of the body, or header:NAME, cookie:NAME or field:NAME";

    private const int LongestName = 200;

    /// <summary>Reads <c>customer_id</c>, a field, or <c>header:NAME</c>, <c>cookie:NAME</c>, <c>field:NAME</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="key">The key, when it is one.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out SplitKey? key)
    {
        var (source, name) = text.Split(':', 2) is [var left, var right] ? (left, right) : ("field", text);
        KeySource? from = source switch
        {
            "header" => KeySource.Header,
            "cookie" => KeySource.Cookie,
            "field" => KeySource.Field,
            _ => null,
        };
        key = from is { } known && IsName(name) ? new SplitKey(known, name) : null;
        return key is not null;
    }

    /// <summary>Whether a header, cookie or key may have the name.</summary>
    internal static bool IsName(string name) =>
        name is { Length: > 0 and <= LongestName } && !name.Any(c => char.IsControl(c) || char.IsWhiteSpace(c));
}
