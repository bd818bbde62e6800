using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Assay.Core.Runs;

namespace Assay.Core.Site;

/// <summary>
/// What the page reads first: all but the runs, which as many scripts hold as there are parts, and whose rows name texts by their
/// place in the names. Times are milliseconds since 1970.
/// </summary>
internal sealed record SiteDocument(
    string Repository,
    string Program,
    long At,
    IReadOnlyList<string> Names,
    int Parts,
    ImmutableArray<RunId> Detailed,
    ImmutableArray<VersionRow> Versions,
    ImmutableArray<MoveRow> Moves,
    ImmutableArray<RolloutRow> Rollouts,
    ImmutableArray<RetrainingRow> Retrainings
);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    Converters = [typeof(RunIdConverter), typeof(Sha256DigestConverter)]
)]
[JsonSerializable(typeof(SiteDocument))]
[JsonSerializable(typeof(RunDetail))]
internal sealed partial class SiteJson : JsonSerializerContext;
