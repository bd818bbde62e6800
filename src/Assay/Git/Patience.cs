using Polly;
using Polly.Retry;

namespace Assay.Git;

/// <summary>How often something outside is tried again, and how long it is waited for in between.</summary>
/// <param name="Attempts">Tries after the first.</param>
/// <param name="First">The wait before the second try; it doubles each time, with jitter, so that jobs do not meet again.</param>
/// <param name="Longest">How long one try may take.</param>
internal sealed record Patience(int Attempts, TimeSpan First, TimeSpan Longest)
{
    /// <summary>For networks and servers: some half a minute of waiting in all.</summary>
    public static Patience Default { get; } = new(4, TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(10));

    /// <summary>For whoever is on call: what can be done without the network is not to wait for it.</summary>
    public static Patience Short { get; } = new(1, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));

    /// <summary>For processes that meet at one ref.</summary>
    public static Patience Race { get; } = new(8, TimeSpan.FromMilliseconds(50), Timeout.InfiniteTimeSpan);

    /// <summary>Tries until <paramref name="again"/> is false or patience ends; gives the last result.</summary>
    public async Task<T> TryAsync<T>(
        Func<CancellationToken, Task<T>> work,
        Func<T, bool> again,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var pipeline = new ResiliencePipelineBuilder<T> { TimeProvider = clock }
            .AddRetry(
                new RetryStrategyOptions<T>
                {
                    ShouldHandle = tried => new ValueTask<bool>(
                        tried.Outcome.Exception is null && again(tried.Outcome.Result!)
                    ),
                    MaxRetryAttempts = Attempts,
                    Delay = First,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                }
            )
            .Build();
        return await pipeline
            .ExecuteAsync(async token => await work(token).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false);
    }
}
