using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Assay.Core.Drift;

/// <summary>
/// What is kept of a column of text: how often each of its first <see cref="MostValues"/> values stands there, and how often
/// any other.
/// </summary>
public sealed class CategoryProfile : ColumnProfile
{
    /// <summary>Values that are counted one by one.</summary>
    public const int MostValues = 1000;

    /// <summary>Characters of the longest value that is counted one by one.</summary>
    public const int LongestValue = 200;

    private readonly ImmutableArray<string> _known;
    private readonly Dictionary<string, long> _counts;
    private readonly Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private long _count;

    /// <summary>A profile of no row.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="known">Values that are counted one by one whatever comes first: those of the reference, or of the model.</param>
    public CategoryProfile(string name, IEnumerable<string>? known = null)
        : base(name)
    {
        _known =
        [
            .. (known ?? []).Where(v => v.Length <= LongestValue).Distinct(StringComparer.Ordinal).Take(MostValues),
        ];
        _counts = _known.ToDictionary(v => v, _ => 0L, StringComparer.Ordinal);
        _lookup = _counts.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    internal CategoryProfile(string name, long missing, IEnumerable<KeyValuePair<string, long>> counts, long other)
        : this(name)
    {
        (Missing, Other) = (missing, other);
        foreach (var (value, count) in counts)
        {
            _counts[value] = count;
            _count += count;
        }

        _count += other;
    }

    /// <inheritdoc />
    public override long Count => _count;

    /// <summary>Rows by value, the most frequent first, equal ones by code unit; none is 0.</summary>
    public ImmutableArray<KeyValuePair<string, long>> Counts =>
        [.. _counts.Where(v => v.Value > 0).OrderByDescending(v => v.Value).ThenBy(v => v.Key, StringComparer.Ordinal)];

    /// <summary>Rows whose value is not counted one by one, because there are too many or it is too long.</summary>
    public long Other { get; private set; }

    /// <summary>Rows with that value, of those that are counted one by one.</summary>
    public long this[string value] => _counts.GetValueOrDefault(value);

    /// <summary>Adds a row; allocates nothing for a value that was there before.</summary>
    /// <param name="value">A value; null is a missing one.</param>
    public void Add(string? value)
    {
        if (value is null)
        {
            Missing++;
        }
        else
        {
            Add(value.AsSpan());
        }
    }

    /// <summary>Adds a row; allocates nothing for a value that was there before.</summary>
    public void Add(ReadOnlySpan<char> value) => Add(value, 1);

    /// <summary>Adds rows that have the same value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="rows">How many.</param>
    public void Add(ReadOnlySpan<char> value, long rows)
    {
        _count += rows;
        ref var known = ref CollectionsMarshal.GetValueRefOrNullRef(_lookup, value);
        if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref known))
        {
            known += rows;
        }
        else if (_counts.Count < MostValues && value.Length <= LongestValue)
        {
            _lookup[value] = rows;
        }
        else
        {
            Other += rows;
        }
    }

    /// <inheritdoc />
    public override ColumnProfile ToEmpty() => new CategoryProfile(Name, _known);

    /// <inheritdoc />
    public override void Add(ColumnProfile other)
    {
        var categories =
            other as CategoryProfile ?? throw new ArgumentException($"{other.Name} holds no categories", nameof(other));
        Missing += categories.Missing;
        Other += categories.Other;
        _count += categories.Other;
        foreach (var (value, count) in categories.Counts)
        {
            Add(value, count);
        }
    }
}
