using System.Collections.Immutable;

namespace Assay.Core.Conditions;

/// <summary>A unit as people write it behind a number.</summary>
/// <param name="Name">As written, case matters: <c>MB</c> is 10⁶ bytes, <c>MiB</c> 2²⁰.</param>
/// <param name="Unit">What it measures.</param>
/// <param name="Times">How many base units it is.</param>
/// <param name="Per">How many of it are a base unit: dividing by 1,000 rounds once where multiplying by 0.001 rounds twice.</param>
internal sealed record UnitName(string Name, Unit Unit, double Times, double Per = 1)
{
    public static ImmutableArray<UnitName> All { get; } =
    [
        new("%", Unit.None, 1, 100),
        new("ns", Unit.Seconds, 1, 1e9),
        new("us", Unit.Seconds, 1, 1e6),
        new("ms", Unit.Seconds, 1, 1e3),
        new("s", Unit.Seconds, 1),
        new("m", Unit.Seconds, 60),
        new("h", Unit.Seconds, 3600),
        new("B", Unit.Bytes, 1),
        new("KB", Unit.Bytes, 1e3),
        new("MB", Unit.Bytes, 1e6),
        new("GB", Unit.Bytes, 1e9),
        new("KiB", Unit.Bytes, 1 << 10),
        new("MiB", Unit.Bytes, 1 << 20),
        new("GiB", Unit.Bytes, 1 << 30),
    ];

    public double ToBase(double number) => number * Times / Per;
}
