using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Assay.Core.Names;
using Assay.Core.Runs;
using static System.FormattableString;

namespace Assay.Core.Gates;

/// <summary>A policy as one text, whatever its spelling in <c>assay.yml</c>: equal policies have equal texts.</summary>
public static class PolicyText
{
    /// <summary>One line a rule, in base units, lists in ordinal order, names from outside as JSON strings.</summary>
    public static string Of(GatePolicy policy) => string.Concat(Lines(policy).Select(line => line + "\n"));

    /// <summary>SHA-256 of the text's UTF-8.</summary>
    public static Sha256Digest Digest(GatePolicy policy) =>
        Sha256Digest.FromHash(SHA256.HashData(Encoding.UTF8.GetBytes(Of(policy))));

    private static IEnumerable<string> Lines(GatePolicy policy)
    {
        yield return $"against {Json(policy.Against)}";
        yield return $"first {KebabCase.Of(policy.First)}";
        yield return $"primary {policy.Primary?.ToString() ?? "usual"}";
        if (policy.Compare is { } rule)
        {
            var (kind, test) = (KebabCase.Of(rule.Kind), KebabCase.Of(rule.Test));
            yield return Invariant($"compare {kind} margin {rule.Margin:R} confidence {rule.Confidence:R} test {test}");
        }

        foreach (var condition in Sorted(policy.Require.Select(condition => condition.ToString())))
        {
            yield return $"require {condition}";
        }

        foreach (var outcome in Enum.GetValues<Outcome>())
        {
            var decision = policy.Decide(outcome);
            var (pullRequest, promotion) = (KebabCase.Of(decision.PullRequest), KebabCase.Of(decision.Promotion));
            yield return $"on {KebabCase.Of(outcome)} pr {pullRequest} promote {promotion}";
        }

        if (policy.Slices is { } slices)
        {
            yield return Invariant(
                $"slices {string.Join(' ', Sorted(slices.By.Select(Json)))} margin {slices.Margin:R}"
            );
        }
    }

    private static IEnumerable<string> Sorted(IEnumerable<string> lines) =>
        lines.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static string Json(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
