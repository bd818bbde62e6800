using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Assay.Bench.Serving;

/// <summary>A server that was started for the benchmark, or one that runs elsewhere.</summary>
internal sealed class Contestant : IDisposable
{
    private const string Body = """{"sepal_length":5.1,"sepal_width":3.5,"petal_length":1.4,"petal_width":0.2}""";
    private readonly Process? _process;

    private Contestant(string name, Uri url, string script, Process? process) =>
        (Name, Url, Script, _process) = (name, url, script, process);

    public string Name { get; }

    public Uri Url { get; }

    /// <summary>What wrk sends.</summary>
    public string Script { get; }

    /// <summary>Resident memory in units of 10⁶ bytes.</summary>
    public double Megabytes
    {
        get
        {
            _process!.Refresh();
            return _process.WorkingSet64 / 1e6;
        }
    }

    public Contestant At(string name, string path, string script) => new(name, new Uri(Url, path), script, null);

    public static Contestant Elsewhere(string name, Uri url) => new(name, url, "infer.lua", null);

    /// <summary>Starts a server and waits for its first answer.</summary>
    /// <returns>The server, and milliseconds to that answer.</returns>
    public static async Task<(Contestant Server, double Milliseconds)> StartAsync(
        string name,
        int port,
        IReadOnlyDictionary<string, string> variables,
        string program,
        params string[] arguments
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var (key, value) in variables)
        {
            start.Environment[key] = value;
        }

        var clock = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var server = new Contestant(name, new Uri($"http://127.0.0.1:{port}/predict"), "rows.lua", process);
        using var http = new HttpClient();
        while (clock.Elapsed < TimeSpan.FromSeconds(60))
        {
            try
            {
                using var content = new StringContent(Body, Encoding.UTF8, "application/json");
                using var answer = await http.PostAsync(server.Url, content);
                if (answer.IsSuccessStatusCode)
                {
                    return (server, clock.Elapsed.TotalMilliseconds);
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(1);
        }

        throw new InvalidOperationException(
            string.Create(CultureInfo.InvariantCulture, $"{name} does not answer on port {port}")
        );
    }

    public void Dispose()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process?.Dispose();
    }
}
