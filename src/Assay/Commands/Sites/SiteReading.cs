using System.Collections.Immutable;
using Assay.Core.Names;
using Assay.Core.Runs;
using Assay.Core.Site;
using Assay.Git;
using Assay.Toolkit;

namespace Assay.Commands.Sites;

/// <summary>What a site shows, read from the repository's refs.</summary>
/// <param name="Content">All but the details.</param>
/// <param name="Detailed">The runs whose details are still to be read.</param>
internal sealed record SiteReading(SiteContent Content, ImmutableArray<RunSummary> Detailed)
{
    /// <param name="ledger">The ledger, open.</param>
    /// <param name="model">The only model to show, or null.</param>
    /// <param name="details">How many of the newest runs have their details in the site.</param>
    /// <param name="repository">The repository's name.</param>
    /// <param name="context">The command's.</param>
    public static async Task<SiteReading> ReadAsync(
        Ledger ledger,
        string? model,
        int details,
        string repository,
        CommandContext context,
        CancellationToken cancellationToken
    )
    {
        var registry = await RunLedger.ReadRegistryAsync(ledger, context, cancellationToken).ConfigureAwait(false);
        var all = await ledger.ListAsync(cancellationToken).ConfigureAwait(false);
        var journals = new Journals(ledger.Store, w => context.Runner.Warning(w));
        var rollouts = await journals.RolloutsAsync(cancellationToken).ConfigureAwait(false);
        var retrainings = await journals.RetrainingsAsync(cancellationToken).ConfigureAwait(false);
        ImmutableArray<string> known =
        [
            .. all.Select(r => r.Model).Concat(registry.Models).Distinct().Order(StringComparer.Ordinal),
        ];
        if (model is not null && !known.Contains(model))
        {
            throw new InputError(
                known.IsEmpty
                    ? $"there is nothing of {Quoted.Value(model)} yet: 'assay train --model {model}' records its first run"
                    : $"there is nothing of {Quoted.Value(model)}; there are runs and versions of {Quoted.List(known)}"
            );
        }

        bool IsShown(string? name) => model is null || name == model;
        ImmutableArray<RunSummary> runs = [.. all.Where(r => IsShown(r.Model))];
        var content = new SiteContent
        {
            Repository = repository,
            Program = Project.Version.Split('+')[0],
            At = context.Clock.GetUtcNow(),
            Runs = runs,
            Versions = [.. registry.Versions.Select(v => v.Version).Where(v => IsShown(v.Model))],
            Stages =
            [
                .. registry.Stages.OrderBy(s => s.Key).Where(s => IsShown(s.Key.Model)).Select(s => s.Value.History),
            ],
            Rollouts = [.. rollouts.Where(r => IsShown(r.Last?.Plan.Model))],
            Retrainings = [.. retrainings.Where(r => IsShown(r.Model))],
        };
        return new SiteReading(content, SiteContent.Choose(runs, content.Versions, details));
    }
}
