using System.Text.RegularExpressions;

namespace Assay.Tests.Oracles;

/// <summary>How the product answers one family of cases.</summary>
/// <param name="Name">The family's name.</param>
/// <param name="Answer">
/// What the product says for a key of the expected values: a number, null or NaN for undefined, a flag, a list or a
/// dictionary; <see cref="NoAnswer"/> when the key is none that it knows.
/// </param>
internal sealed record OracleFamily(string Name, Func<OracleCase, string, object?> Answer)
{
    public static readonly object NoAnswer = new();

    /// <summary>Keys that the product does not offer, by pattern, and why.</summary>
    public static IReadOnlyList<(string Family, string Keys, string Why)> NotOffered { get; } =
    [
        ("classification_metrics", "^zero_division_note$", "a remark"),
        ("bootstrap_statistic", "^note$", "a remark"),
        ("delong_paired_auc", "^note$", "a remark"),
        ("regression_metrics", "^mape_sklearn_eps", "a percentage of a zero truth is undefined here, not 10¹⁵"),
        ("contingency_tests", "^note$", "a remark"),
        ("contingency_tests", "^odds_ratio_sample$", "no report shows the odds of two shares"),
        ("mann_whitney_u", "^pvalue_exact", "drift is judged from more rows than the exact distribution is needed for"),
        ("cramer_von_mises_2samp", "^pvalue_exact$", "drift is judged from more rows than it is needed for"),
        ("regression_metrics", "^kendall_tau_b$", "no gate has asked for it; Spearman's ρ is offered"),
    ];

    public static bool IsOffered(string family, string key) =>
        !NotOffered.Any(n => n.Family == family && Regex.IsMatch(key, n.Keys));
}
