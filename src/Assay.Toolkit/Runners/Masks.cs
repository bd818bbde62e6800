using System.Buffers;
using System.Collections.Immutable;

namespace Assay.Toolkit.Runners;

/// <summary>The secrets of a process, and text without them. Safe for use by several threads.</summary>
public sealed class Masks
{
    /// <summary>A shorter secret is not masked: it would blank out half of the log, and tell what it is by that.</summary>
    public const int LeastLength = 5;

    /// <summary>What stands in a secret's place.</summary>
    public const string Replacement = "***";

    private readonly Lock _lock = new();
    private Needles _needles = new([], null);

    /// <summary>Keeps a secret out of all text from now on: itself, each of its lines, and its encoded forms.</summary>
    /// <returns>False when it is shorter than <see cref="LeastLength"/>.</returns>
    public bool Add(string secret)
    {
        var trimmed = secret.Trim();
        if (trimmed.Length < LeastLength)
        {
            return false;
        }

        lock (_lock)
        {
            ImmutableArray<string> forms =
            [
                .. _needles
                    .Forms.Concat(SecretForms.Of(secret))
                    .Where(f => f.Length >= LeastLength)
                    .Distinct(StringComparer.Ordinal)
                    .OrderByDescending(f => f.Length)
                    .ThenBy(f => f, StringComparer.Ordinal),
            ];
            _needles = new Needles(forms, SearchValues.Create(forms.AsSpan(), StringComparison.Ordinal));
        }

        return true;
    }

    /// <summary>The text with every form of every secret replaced, the longest first.</summary>
    public string Apply(string text)
    {
        var needles = _needles;
        return needles.Any is null || text.AsSpan().IndexOfAny(needles.Any) < 0
            ? text
            : needles.Forms.Aggregate(text, (t, form) => t.Replace(form, Replacement, StringComparison.Ordinal));
    }

    internal static string TooShort(string name) =>
        $"'{name}' is not masked: it has under {LeastLength} characters, which would blank out other text too; use a longer secret";

    private sealed record Needles(ImmutableArray<string> Forms, SearchValues<string>? Any);
}
