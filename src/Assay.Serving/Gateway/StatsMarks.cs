using Assay.Core.Names;
using Assay.Core.Rollouts;

namespace Assay.Serving.Gateway;

/// <summary>Both arms' counts at named moments, so that later ones can be read from there.</summary>
/// <param name="clock">The clock.</param>
internal sealed class StatsMarks(TimeProvider clock)
{
    private const int Most = 64;
    private const int LongestName = 64;
    private readonly Dictionary<string, ArmsWindow> _marks = [];
    private readonly Lock _gate = new();

    /// <summary>Marks this moment; a mark of that name moves.</summary>
    /// <exception cref="RequestError">when the name is none, or there are too many.</exception>
    public void Set(string name, RoutingTable table)
    {
        if (
            name is not { Length: > 0 and <= LongestName }
            || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_')
        )
        {
            throw new RequestError(
                StatusCodes.Status400BadRequest,
                $"{Quoted.Value(name)} is no name of a mark; expected up to {LongestName} letters, digits, '-', '.' and '_'"
            );
        }

        lock (_gate)
        {
            if (_marks.Count >= Most && !_marks.ContainsKey(name))
            {
                throw new RequestError(
                    StatusCodes.Status409Conflict,
                    $"there are {Most} marks already; move one of them, or put other arms, which clears them"
                );
            }

            _marks[name] = Now(table);
        }
    }

    /// <summary>What both arms answered since a mark; null for since they were put.</summary>
    /// <exception cref="RequestError">when there is no such mark.</exception>
    public ArmsWindow Since(string? name, RoutingTable table) =>
        TrySince(name, table)
        ?? throw new RequestError(
            StatusCodes.Status404NotFound,
            $"there is no mark {Quoted.Value(name ?? "")}: it was never set with PUT /marks/NAME, or other arms were put since"
        );

    /// <summary>As <see cref="Since"/>; null when there is no such mark.</summary>
    public ArmsWindow? TrySince(string? name, RoutingTable table)
    {
        var now = Now(table);
        if (name is null)
        {
            return now;
        }

        lock (_gate)
        {
            return _marks.TryGetValue(name, out var mark)
                ? new ArmsWindow(
                    mark.Until,
                    now.Until,
                    now.Stable.Minus(mark.Stable),
                    now.Canary is { } canary && mark.Canary is { } before ? canary.Minus(before) : now.Canary,
                    name
                )
                : null;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _marks.Clear();
        }
    }

    private ArmsWindow Now(RoutingTable table) =>
        new(table.Since, clock.GetUtcNow(), table.Stable.Read(), table.Canary?.Read());
}
