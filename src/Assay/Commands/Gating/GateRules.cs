using System.Collections.Immutable;
using Assay.Core.Gates;
using Assay.Git;
using Assay.Settings;
using Assay.Toolkit;

namespace Assay.Commands.Gating;

/// <summary>
/// The rules that judge, read from the target branch where there is one, and what the change makes of them. Task, data and
/// gate come from there alike: an easier hold-out would loosen a gate as well as a lower threshold.
/// </summary>
/// <param name="Model">The model as the target branch declares it.</param>
/// <param name="Policy">Its gate.</param>
/// <param name="Target">The branch, or null when the work tree is the target itself.</param>
/// <param name="Changes">What the change makes of the rules, a sentence each; empty when it leaves them.</param>
internal sealed record GateRules(
    ModelSettings Model,
    GatePolicy Policy,
    TargetBranch? Target,
    ImmutableArray<string> Changes
)
{
    /// <summary>Reads them; a model that the target branch does not declare yet is judged by its own rules.</summary>
    public static async Task<GateRules> ReadAsync(
        GitRepository repository,
        ModelSettings proposed,
        TargetBranch? target,
        CancellationToken cancellationToken
    )
    {
        var settled = target is null
            ? null
            : (
                await CommittedSettings.ReadAsync(repository, target.Commit, cancellationToken).ConfigureAwait(false)
            )?.Models.GetValueOrDefault(proposed.Name);
        var model = settled ?? proposed;
        if (model.Gate is null)
        {
            throw new InputError(
                $"the model '{model.Name}' has no gate: add 'gate:' to it, for example 'gate: {{ require: [roc_auc >= 0.8] }}'",
                model.LocationOf(nameof(ModelSettings.Gate))
            );
        }

        var changes =
            settled is null ? []
            : proposed.Gate is null ? ["gate removed (loosened)"]
            : PolicyChanges
                .Between(settled.Gate!.ToPolicy(), proposed.Gate.ToPolicy())
                .Select(c => c.Sentence)
                .ToImmutableArray();
        return new GateRules(model, model.Gate.ToPolicy(), target, [.. changes, .. DataChanges(settled, proposed)]);
    }

    private static IEnumerable<string> DataChanges(ModelSettings? settled, ModelSettings proposed)
    {
        if (settled is null)
        {
            yield break;
        }

        foreach (
            var (key, before, after) in ((string, string?, string?)[])
                [
                    ("task", settled.Task.ToString(), proposed.Task.ToString()),
                    ("data.validation", settled.Data?.Validation?.Value, proposed.Data?.Validation?.Value),
                    ("data.target", settled.Data?.Target, proposed.Data?.Target),
                    ("data.id", settled.Data?.Id, proposed.Data?.Id),
                ]
        )
        {
            if (before != after)
            {
                yield return $"{key} {before ?? "none"} → {after ?? "none"} (may loosen)";
            }
        }
    }
}
