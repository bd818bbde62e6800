using System.Collections.Immutable;

namespace Assay.Serving.Rows;

/// <summary>Finds a column by the UTF-8 of its name.</summary>
internal sealed class ColumnNames
{
    private readonly ImmutableArray<ColumnRule> _rules;
    private readonly int[] _slots;

    public ColumnNames(ImmutableArray<ColumnRule> rules)
    {
        _rules = rules;
        _slots = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)rules.Length * 2 + 1)];
        Array.Fill(_slots, -1);
        for (var i = 0; i < rules.Length; i++)
        {
            var at = SlotOf(rules[i].Utf8Name);
            while (_slots[at] >= 0)
            {
                at = (at + 1) & (_slots.Length - 1);
            }

            _slots[at] = i;
        }
    }

    /// <summary>The column's position, or −1.</summary>
    /// <param name="name">UTF-8.</param>
    /// <param name="expected">Where it is looked for first: rows tend to have the columns in their order.</param>
    public int Find(ReadOnlySpan<byte> name, int expected)
    {
        if (expected < _rules.Length && name.SequenceEqual(_rules[expected].Utf8Name))
        {
            return expected;
        }

        for (var at = SlotOf(name); _slots[at] >= 0; at = (at + 1) & (_slots.Length - 1))
        {
            if (name.SequenceEqual(_rules[_slots[at]].Utf8Name))
            {
                return _slots[at];
            }
        }

        return -1;
    }

    // FNV-1a; names come from the model, so nobody can choose them to collide.
    private int SlotOf(ReadOnlySpan<byte> name)
    {
        var hash = 2166136261;
        foreach (var b in name)
        {
            hash = (hash ^ b) * 16777619;
        }

        return (int)(hash & (uint)(_slots.Length - 1));
    }
}
