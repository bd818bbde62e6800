using System.Globalization;

namespace Assay.Core.Reports.Drift;

/// <summary>What a drift check's answer rests on, term by term.</summary>
internal static class DriftEvidence
{
    public static IEnumerable<(string Term, string What)> Of(DriftCheckReport report)
    {
        var (result, policy) = (report.Result, report.Result.Policy);
        yield return ("reference", $"{Numbers.Count(result.ReferenceRows)} rows, {report.Reference}, run {report.Run}");
        yield return (
            "now",
            $"{Numbers.Count(result.CurrentRows)} rows, {report.Current}{Span(report.Since, report.Until)}"
        );
        yield return (
            "a column drifted",
            $"when its PSI is at least {Numbers.Plain(policy.Effect)}, or its share of missing values changed by at least "
                + $"{Numbers.Percent(policy.Missing)}, and that is significant: at most {Numbers.Percent(policy.Significance)} false "
                + "discoveries over all tests (Benjamini and Hochberg)"
        );
        yield return (
            "figures",
            $"PSI is the population stability index, with its {Numbers.Percent(policy.Level)} interval by the noncentral χ²; "
                + "KS is the test of Kolmogorov and Smirnov; p-values are adjusted"
        );
    }

    private static string Span(DateTimeOffset? since, DateTimeOffset? until) =>
        (since, until) switch
        {
            ({ } from, { } to) => $", {Time(from)} to {Time(to)}",
            ({ } from, null) => $", since {Time(from)}",
            (null, { } to) => $", until {Time(to)}",
            _ => "",
        };

    private static string Time(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
