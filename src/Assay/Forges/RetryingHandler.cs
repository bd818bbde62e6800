using System.Globalization;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Assay.Forges;

/// <summary>
/// Asks again after a server's fault, a broken connection or a limit of requests, as late as the answer says or later each
/// time, with jitter and a bound. A request that creates something is asked again too: whoever sends one looks afterwards.
/// </summary>
/// <param name="inner">Sends.</param>
/// <param name="patience">The bounds.</param>
/// <param name="clock">Time.</param>
/// <param name="jitter">A number from 0 to 1 by chance, so that jobs which were told the same time do not meet again.</param>
/// <param name="say">Hears of a wait of more than a few seconds.</param>
internal sealed class RetryingHandler(
    HttpMessageHandler inner,
    ForgePatience patience,
    TimeProvider clock,
    Func<double> jitter,
    Action<string> say
) : DelegatingHandler(inner)
{
    private static readonly TimeSpan Remarkable = TimeSpan.FromSeconds(5);
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline = Build(patience, clock, jitter, say);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (request.Content is { } content)
        {
            // A second try sends the same bytes.
            await content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return await _pipeline
                .ExecuteAsync(
                    async token => await SendOnceAsync(request, token).ConfigureAwait(false),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (TimeoutRejectedException e)
        {
            throw new HttpRequestException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"no answer within {patience.LongestTry.TotalSeconds:0} s, {patience.Attempts + 1} times"
                ),
                e
            );
        }
    }

    // With its body, so that an answer that breaks off is asked for again too.
    private async Task<HttpResponseMessage> SendOnceAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var answer = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            await answer.Content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
            return answer;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            answer.Dispose();
            throw;
        }
    }

    private static ResiliencePipeline<HttpResponseMessage> Build(
        ForgePatience patience,
        TimeProvider clock,
        Func<double> jitter,
        Action<string> say
    ) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }
            .AddRetry(
                new RetryStrategyOptions<HttpResponseMessage>
                {
                    ShouldHandle = async tried =>
                        tried.Outcome.Result is { } answer
                            ? await IsWorthItAsync(answer, patience, clock).ConfigureAwait(false)
                            : tried.Outcome.Exception is HttpRequestException or TimeoutRejectedException,
                    MaxRetryAttempts = patience.Attempts,
                    Delay = patience.First,
                    MaxDelay = patience.LongestWait,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    DelayGenerator = async tried =>
                        tried.Outcome.Result is { } answer
                        && await RateLimit.WaitAsync(answer, clock.GetUtcNow()).ConfigureAwait(false) is { } asked
                            ? asked + patience.First * jitter()
                            : null,
                    OnRetry = tried =>
                    {
                        Tell(say, tried);
                        tried.Outcome.Result?.Dispose();
                        return default;
                    },
                }
            )
            .AddTimeout(new TimeoutStrategyOptions { Timeout = patience.LongestTry })
            .Build();

    private static async Task<bool> IsWorthItAsync(
        HttpResponseMessage answer,
        ForgePatience patience,
        TimeProvider clock
    ) =>
        await RateLimit.IsTemporaryAsync(answer).ConfigureAwait(false)
        && (await RateLimit.WaitAsync(answer, clock.GetUtcNow()).ConfigureAwait(false) ?? TimeSpan.Zero)
            <= patience.LongestWait;

    private static void Tell(Action<string> say, OnRetryArguments<HttpResponseMessage> tried)
    {
        if (tried.RetryDelay >= Remarkable)
        {
            var why = tried.Outcome.Result is { } answer ? $"answered {(int)answer.StatusCode}" : "did not answer";
            say(
                $"The forge {why}; asked again in {tried.RetryDelay.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s."
            );
        }
    }
}
