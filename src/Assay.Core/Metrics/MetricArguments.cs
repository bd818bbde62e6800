using System.Collections.Immutable;
using Assay.Core.Conditions;

namespace Assay.Core.Metrics;

/// <summary>The arguments of one metric as named, with defaults for those left out.</summary>
/// <param name="Declared">What the metric takes.</param>
/// <param name="Reference">What was written.</param>
public sealed record MetricArguments(ImmutableArray<MetricArgument> Declared, MetricReference Reference)
{
    /// <summary>The key of a bare argument: <c>ndcg@10</c>.</summary>
    public const string Cut = "k";

    /// <summary>The value given for <paramref name="key"/>, else its default, else null.</summary>
    public double? this[string key] =>
        Reference.Arguments.IsDefault || !Reference.Arguments.Any(a => a.Key == key)
            ? Declared.FirstOrDefault(a => a.Key == key)?.Default
            : Reference.Arguments.First(a => a.Key == key).Value;
}
