using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Assay.Core.Tables;
using Assay.Data;
using Assay.Settings;

namespace Assay.Commands.Demos;

/// <summary>What became of the customers' requests.</summary>
/// <param name="Versions">Answers by version.</param>
/// <param name="Lost">Requests without an answer, or with one that is an error.</param>
/// <param name="Seconds">How long they were sent.</param>
internal sealed record DemoRequests(ImmutableSortedDictionary<string, int> Versions, int Lost, double Seconds)
{
    /// <summary><c>9,412 requests, 0 lost</c>.</summary>
    public string Text =>
        string.Create(CultureInfo.InvariantCulture, $"{Versions.Values.Sum() + Lost:N0} requests, {Lost:N0} lost");
}

/// <summary>Customers who ask one after the other, and begin anew, as clients of a running service do.</summary>
internal sealed class DemoTraffic : IAsyncDisposable
{
    private const int Clients = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);
    private readonly CancellationTokenSource _end;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly ConcurrentDictionary<string, int> _versions = [];
    private readonly Uri _url;
    private readonly string[] _bodies;
    private readonly Task[] _clients;
    private readonly TimeProvider _clock;
    private readonly long _began;
    private int _next = -1;
    private int _lost;

    private DemoTraffic(Uri url, string[] bodies, TimeProvider clock, CancellationToken cancellationToken)
    {
        // An older version knows fewer columns, and passes over the others.
        (_url, _bodies) = (new Uri(url, "/predict?extra=ignore"), bodies);
        (_clock, _began) = (clock, clock.GetTimestamp());
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _clients = [.. Enumerable.Range(0, Clients).Select(_ => Task.Run(SendAsync, CancellationToken.None))];
    }

    /// <summary>Begins to send.</summary>
    public static DemoTraffic Begin(
        Uri url,
        string[] bodies,
        TimeProvider clock,
        CancellationToken cancellationToken
    ) => new(url, bodies, clock, cancellationToken);

    /// <summary>The rows of a file of the repository as requests: all columns but the label.</summary>
    /// <param name="root">The repository.</param>
    /// <param name="path">The file; the held-out rows where it is null.</param>
    /// <param name="model">The model.</param>
    public static string[] Bodies(string root, string? path, string model)
    {
        var data = SettingsFile.Read(root).Models[model].Data;
        var file = DataFile.In(root, path ?? data!.Validation!.Value);
        var table = TableFile.Read(file, data?.Id).Without(data?.Target);
        return [.. Enumerable.Range(0, table.Count).Select(row => Body(table, row))];
    }

    /// <summary>Waits until so many more were answered.</summary>
    public async Task AnsweredAsync(int count, CancellationToken cancellationToken)
    {
        var before = Answered;
        while (Answered < before + count)
        {
            await Task.Delay(Pause, _clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends no more, and waits for what is under way.</summary>
    public async Task<DemoRequests> EndAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_clients).ConfigureAwait(false);
        return new DemoRequests(
            _versions.ToImmutableSortedDictionary(StringComparer.Ordinal),
            _lost,
            _clock.GetElapsedTime(_began).TotalSeconds
        );
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync().ConfigureAwait(false);
        _end.Dispose();
        _http.Dispose();
    }

    private int Answered => _versions.Values.Sum() + _lost;

    private async Task SendAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            var body = _bodies[(Interlocked.Increment(ref _next) & int.MaxValue) % _bodies.Length];
            using var row = new StringContent(body, Encoding.UTF8, "application/json");
            try
            {
                using var answer = await _http.PostAsync(_url, row, CancellationToken.None).ConfigureAwait(false);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    var version = answer.Headers.TryGetValues("x-model-version", out var v) ? v.First() : "none";
                    _versions.AddOrUpdate(version, 1, (_, n) => n + 1);
                }
                else
                {
                    Interlocked.Increment(ref _lost);
                }
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                Interlocked.Increment(ref _lost);
            }

            await Task.Delay(Pause, _clock, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static string Body(Table table, int row)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            foreach (var column in table.Columns)
            {
                if (column.Text(row) is not { } text)
                {
                    json.WriteNull(column.Name);
                }
                else if (column is NumberColumn numbers)
                {
                    json.WriteNumber(column.Name, numbers.Values[row]);
                }
                else
                {
                    json.WriteString(column.Name, text);
                }
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
