using System.Collections.Immutable;
using Assay.Serving.Rows;

namespace Assay.Serving;

/// <summary>A request that is refused, or that cannot be answered now.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="message">What is wrong, what was expected, and what to do.</param>
internal sealed class RequestError(int status, string message) : Exception(message)
{
    public int Status => status;

    /// <summary>The values that are wrong, when that is what it is.</summary>
    public ImmutableArray<RowProblem> Problems { get; init; } = [];

    /// <summary>How many more there are.</summary>
    public int Beyond { get; init; }

    /// <summary>When it is worth another try.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
