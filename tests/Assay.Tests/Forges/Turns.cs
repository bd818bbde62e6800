namespace Assay.Tests.Forges;

/// <summary>
/// Lets several jobs run as if at once, in an order drawn by a seed: each goes on from one turn to its next while all others wait.
/// The same seed gives the same order.
/// </summary>
internal sealed class Turns(int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<TaskCompletionSource> _waiting = [];

    /// <summary>Waits for the job's next turn.</summary>
    public Task NextAsync()
    {
        // Whoever is let go runs on to its next turn before the one who let it go does anything.
        var turn = new TaskCompletionSource();
        _waiting.Add(turn);
        return turn.Task;
    }

    /// <summary>Runs all jobs to their ends.</summary>
    public async Task RunAsync(IEnumerable<Func<Task>> jobs)
    {
        Task[] all = [.. jobs.Select(job => job())];
        while (_waiting.Count > 0)
        {
            var next = _waiting[_random.Next(_waiting.Count)];
            _waiting.Remove(next);
            next.SetResult();
        }

        await Task.WhenAll(all);
    }

    /// <summary>A number by chance.</summary>
    public int Draw(int below) => _random.Next(below);
}
