using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Assay.Bench.Serving;

/// <summary>What wrk measured.</summary>
/// <param name="Rate">Requests a second.</param>
/// <param name="Median">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
internal sealed partial record Load(double Rate, double Median, double P99)
{
    /// <summary>Sends requests for some seconds from one thread.</summary>
    public static Load Measure(Contestant server, int connections, int seconds)
    {
        var start = new ProcessStartInfo(
            "wrk",
            [
                "-t1",
                $"-c{connections}",
                $"-d{seconds}s",
                "--latency",
                "-s",
                Path.Combine(AppContext.BaseDirectory, server.Script),
                server.Url.ToString(),
            ]
        )
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return text.Contains("Non-2xx", StringComparison.Ordinal)
            ? throw new InvalidOperationException($"{server.Name} refused requests: {text}")
            : new Load(
                double.Parse(Rates().Match(text).Groups[1].Value, CultureInfo.InvariantCulture),
                Milliseconds(text, "50%"),
                Milliseconds(text, "99%")
            );
    }

    /// <summary>The median of each figure.</summary>
    public static Load Middle(IReadOnlyList<Load> loads) =>
        new(Middle(loads, l => l.Rate), Middle(loads, l => l.Median), Middle(loads, l => l.P99));

    private static double Middle(IReadOnlyList<Load> loads, Func<Load, double> figure) =>
        loads.Select(figure).Order().ElementAt(loads.Count / 2);

    private static double Milliseconds(string text, string quantile)
    {
        var match = Regex.Match(text, Regex.Escape(quantile) + @"\s+([\d.]+)(us|ms|s)");
        var value = double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        return match.Groups[2].Value switch
        {
            "us" => value / 1000,
            "ms" => value,
            _ => value * 1000,
        };
    }

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rates();
}
