using System.Text.Json.Serialization;
using Assay.Core.Gates;

namespace Assay.Core.Runs;

/// <summary>What an evaluation found, short enough for the ledger's index; the whole is its artifact <c>verdict.json</c>.</summary>
/// <param name="Subject">The run that was judged.</param>
/// <param name="ModelDigest">Digest of the judged run's model; a promotion asks for the verdict by this.</param>
/// <param name="Outcome">The verdict as judged.</param>
/// <param name="Decision">What the policy made of it for a promotion.</param>
/// <param name="Champion">The run compared with, or null for the first model.</param>
/// <param name="Against">What the policy named: a stage, a version, a ref.</param>
/// <param name="Reason">The reason that decided, one sentence.</param>
/// <param name="PolicyDigest">Digest of the gate's policy, as read from the target branch.</param>
public sealed record Judgement(
    RunId Subject,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Sha256Digest? ModelDigest,
    Outcome Outcome,
    Decision Decision,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] RunId? Champion,
    string Against,
    string Reason,
    Sha256Digest PolicyDigest
);
