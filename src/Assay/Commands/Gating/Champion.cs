using Assay.Core.Runs;

namespace Assay.Commands.Gating;

/// <summary>What a challenger is compared with.</summary>
/// <param name="Name">As people know it: <c>v1.3.0 in prod</c>, <c>main at 3f9c2a1</c>.</param>
/// <param name="Summary">Its run as the ledger lists it.</param>
/// <param name="Run">Its run.</param>
internal sealed record Champion(string Name, RunSummary Summary, Run Run);
