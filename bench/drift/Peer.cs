using System.Diagnostics;
using System.Text.Json;
using CliWrap;
using CliWrap.Buffered;

namespace Assay.Bench.Drift;

/// <summary>Seconds of the peer: all of it, reading, and the tests.</summary>
internal sealed record PeerTime(double Whole, double Read, double Test);

/// <summary>The same tests in SciPy and pandas, as a script.</summary>
internal sealed class Peer(string python, DriftProject project)
{
    public async Task<PeerTime> RunAsync()
    {
        var clock = Stopwatch.StartNew();
        var result = await Cli.Wrap(python)
            .WithArguments([
                Path.Combine(AppContext.BaseDirectory, "peer.py"),
                project.File("reference.csv"),
                project.File("current.csv"),
            ])
            .ExecuteBufferedAsync();
        var whole = clock.Elapsed.TotalSeconds;
        using var document = JsonDocument.Parse(result.StandardOutput);
        var found = document.RootElement;
        var drifted = found.GetProperty("drifted").GetInt32();
        return drifted == project.Drifted
            ? new PeerTime(whole, found.GetProperty("read").GetDouble(), found.GetProperty("test").GetDouble())
            : throw new InvalidOperationException($"SciPy finds {drifted} columns, assay {project.Drifted}.");
    }
}
