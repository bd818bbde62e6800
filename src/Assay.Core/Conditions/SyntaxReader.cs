using System.Globalization;
using Assay.Core.Names;

namespace Assay.Core.Conditions;

/// <summary>Walks a short text from left to right and keeps the first fault. After one, every part it reads is null.</summary>
/// <param name="text">The text.</param>
/// <param name="kind">What it should be, with its article: <c>a condition</c>.</param>
/// <param name="example">One that is right.</param>
internal sealed class SyntaxReader(string text, string kind, string example)
{
    private int _position;

    public SyntaxFault? Fault { get; private set; }

    public bool AtEnd => _position >= text.Length;

    public char Current => AtEnd ? '\0' : text[_position];

    public int Position => _position;

    public void SkipSpaces() => SkipWhile(c => c is ' ' or '\t');

    /// <summary>Takes the text if it comes next.</summary>
    public bool Take(string expected)
    {
        var comes = Fault is null && string.CompareOrdinal(text, _position, expected, 0, expected.Length) == 0;
        _position += comes ? expected.Length : 0;
        return comes;
    }

    /// <summary>Takes a name: a letter or underscore, then those that <paramref name="belongs"/> says.</summary>
    public string? TakeName(Func<char, bool> belongs)
    {
        var start = _position;
        if (Fault is not null || !(char.IsAsciiLetter(Current) || Current == '_'))
        {
            return null;
        }

        SkipWhile(belongs);
        return text[start.._position];
    }

    /// <summary>Takes a finite decimal number, or null when none comes next; one too large is a fault.</summary>
    public double? TakeNumber(bool signed)
    {
        var start = _position;
        if (Fault is not null)
        {
            return null;
        }

        if (signed && Current is '-' or '+')
        {
            _position++;
        }

        var digits = SkipWhile(char.IsAsciiDigit);
        if (Current == '.')
        {
            _position++;
            digits += SkipWhile(char.IsAsciiDigit);
        }

        if (digits == 0)
        {
            _position = start;
            return null;
        }

        SkipExponent();
        var number = double.Parse(text.AsSpan(start, _position - start), CultureInfo.InvariantCulture);
        return double.IsFinite(number) ? number : Fail($"{Quoted.Value(text[start.._position])} is too large", start);
    }

    /// <summary>Keeps the first fault: <paramref name="detail"/> says what was expected.</summary>
    public double? Fail(string detail, int? at = null)
    {
        Fault ??= new SyntaxFault(
            (at ?? _position) + 1,
            $"{Quoted.Value(text)} is not {kind}: {detail}, for example {Quoted.Value(example)}"
        );
        return null;
    }

    /// <summary>Takes what comes before <paramref name="end"/> and the end itself; null when it does not come.</summary>
    public string? TakeUntil(char end)
    {
        var length = Fault is null ? text.AsSpan(_position).IndexOf(end) : -1;
        if (length < 0)
        {
            return null;
        }

        var taken = text.Substring(_position, length);
        _position += length + 1;
        return taken;
    }

    /// <summary>What stands where something else was expected: the word there, or all that follows.</summary>
    public string Found(string? word = null) =>
        word is not null ? Quoted.Value(word)
        : AtEnd ? "nothing"
        : Quoted.Value(text[_position..]);

    private void SkipExponent()
    {
        var start = _position;
        if (Current is not ('e' or 'E'))
        {
            return;
        }

        _position++;
        if (Current is '-' or '+')
        {
            _position++;
        }

        if (SkipWhile(char.IsAsciiDigit) == 0)
        {
            _position = start;
        }
    }

    private int SkipWhile(Func<char, bool> belongs)
    {
        var start = _position;
        while (!AtEnd && belongs(Current))
        {
            _position++;
        }

        return _position - start;
    }
}
