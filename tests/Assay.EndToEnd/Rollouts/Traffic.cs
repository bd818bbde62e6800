using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Assay.EndToEnd.Rollouts;

/// <summary>The held-out customers, one after the other and again, until it is told to end.</summary>
internal sealed class Traffic : IAsyncDisposable
{
    private const int Clients = 4;
    private readonly CancellationTokenSource _end = new();
    private readonly HttpClient _http = new();
    private readonly Uri _url;
    private readonly string[] _bodies;
    private readonly Task[] _clients;
    private int _next;

    private Traffic(Uri url, string[] bodies)
    {
        (_url, _bodies) = (new Uri(url, "/predict?extra=ignore"), bodies);
        _clients = [.. Enumerable.Range(0, Clients).Select(_ => Task.Run(SendAsync))];
    }

    /// <summary>Answers by version.</summary>
    public ConcurrentDictionary<string, int> Versions { get; } = [];

    /// <summary>Versions that a customer was answered by, in their order.</summary>
    public ConcurrentDictionary<string, ConcurrentQueue<string>> Customers { get; } = [];

    /// <summary>What was no answer, or one that is an error.</summary>
    public ConcurrentQueue<string> Lost { get; } = [];

    public int Answered => Versions.Values.Sum();

    /// <param name="url">The gateway.</param>
    /// <param name="folder">The project, whose rows are sent.</param>
    public static async Task<Traffic> BeginAsync(Uri url, string folder)
    {
        var lines = await File.ReadAllLinesAsync(
            Path.Combine(folder, "data", "holdout.csv"),
            TestContext.Current.CancellationToken
        );
        var header = lines[0].Split(',');
        return new Traffic(url, [.. lines[1..].Select(line => Body(header, line.Split(',')))]);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_clients);
        _end.Dispose();
        _http.Dispose();
    }

    private async Task SendAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            var body = _bodies[Interlocked.Increment(ref _next) % _bodies.Length];
            using var row = new StringContent(body, Encoding.UTF8, "application/json");
            try
            {
                using var answer = await _http.PostAsync(_url, row);
                var version = answer.Headers.TryGetValues("x-model-version", out var v) ? v.Single() : "none";
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    Versions.AddOrUpdate(version, 1, (_, n) => n + 1);
                    Customers.GetOrAdd(body, _ => []).Enqueue(version);
                }
                else
                {
                    Lost.Enqueue($"{(int)answer.StatusCode} of {version}: {await answer.Content.ReadAsStringAsync()}");
                }
            }
            catch (HttpRequestException e)
            {
                Lost.Enqueue(e.Message);
            }
        }
    }

    private static string Body(string[] header, string[] cells) =>
        JsonSerializer.Serialize(
            header
                .Zip(cells)
                .Where(c => c.First != "churn")
                .ToDictionary(
                    c => c.First,
                    c =>
                        c.Second.Length == 0 ? null
                        : c.First != "customer_id" && double.TryParse(c.Second, out var n) ? n
                        : (object)c.Second
                )
        );
}
