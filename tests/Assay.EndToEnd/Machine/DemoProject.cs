using System.Text;
using System.Text.Json;
using Assay.EndToEnd.Running;

namespace Assay.EndToEnd.Machine;

/// <summary>The repository that the demo leaves, made once for all tests that only read it: churn's versions v1.0.0 and v1.1.0.</summary>
public sealed class DemoProject : IDisposable
{
    private readonly SemaphoreSlim _making = new(1, 1);
    private readonly TemporaryFolder _folder = new();
    private bool _made;

    /// <summary>The clone of whoever looks after the model.</summary>
    public async Task<string> CloneAsync()
    {
        await MakeAsync();
        return _folder.File("demo/clone");
    }

    /// <summary>Another clone of the same repository.</summary>
    public async Task<string> OtherCloneAsync()
    {
        await MakeAsync();
        return _folder.File("demo/jobs/1");
    }

    /// <summary>The bare repository that both are clones of.</summary>
    public async Task<string> SharedAsync()
    {
        await MakeAsync();
        return _folder.File("demo/shared.git");
    }

    /// <summary>A customer of the held-out rows, as JSON that the server takes.</summary>
    public async Task<string> CustomerAsync()
    {
        var lines = File.ReadLinesAsync(
            Path.Combine(await CloneAsync(), "data", "holdout.csv"),
            TestContext.Current.CancellationToken
        );
        var rows = await lines.Take(2).Select(line => line.Split(',')).ToListAsync();
        var cells = rows[0]
            .Zip(rows[1])
            .Where(c => c.First is not ("customer_id" or "churn"))
            .ToDictionary(c => c.First, c => double.TryParse(c.Second, out var n) ? n : (object)c.Second);
        return JsonSerializer.Serialize(cells);
    }

    /// <summary>Asks a server for that customer's prediction: its answer.</summary>
    public async Task<JsonElement> PredictAsync(Uri url)
    {
        using var http = new HttpClient();
        using var row = new StringContent(await CustomerAsync(), Encoding.UTF8, "application/json");
        // v1.0.0 reads three of the columns.
        var path = new Uri(url, "/predict?extra=ignore");
        using var answer = await http.PostAsync(path, row, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonDocument.Parse(text).RootElement;
    }

    public void Dispose()
    {
        _folder.Dispose();
        _making.Dispose();
    }

    private async Task MakeAsync()
    {
        await _making.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (!_made)
            {
                var demo = await AssayProgram.RunAsync(
                    _folder.Path,
                    ["demo", "--out", _folder.File("demo")],
                    // By processes, which is faster.
                    new Dictionary<string, string> { ["DOCKER_HOST"] = "unix:///nowhere.sock" }
                );
                demo.ExitCode.ShouldBe(0, demo.Log);
                // A check of a test trains nothing.
                var settings = _folder.File("demo/clone/assay.yml");
                var text = await File.ReadAllTextAsync(settings);
                await File.WriteAllTextAsync(settings, text.Replace("      on_drift: [retrain]\n", ""));
                _made = true;
            }
        }
        finally
        {
            _making.Release();
        }
    }
}
