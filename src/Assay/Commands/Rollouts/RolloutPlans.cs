using Assay.Commands.Serving;
using Assay.Core.Registry;
using Assay.Core.Rollouts;
using Assay.Settings;
using Assay.Toolkit;

namespace Assay.Commands.Rollouts;

/// <summary>Plans from what assay.yml says.</summary>
/// <param name="settings">The model.</param>
/// <param name="target">The target.</param>
/// <param name="history">What was rolled out there before.</param>
/// <param name="random">Gives that many unguessable bytes.</param>
internal sealed class RolloutPlans(
    ModelSettings settings,
    TargetSettings target,
    RolloutHistory history,
    Func<int, byte[]> random
)
{
    private const int IdBytes = 8;
    private static readonly TimeSpan DefaultEvery = TimeSpan.FromMinutes(5);

    /// <summary>In steps, as <c>deploy:</c> says.</summary>
    /// <param name="version">What is rolled out.</param>
    /// <param name="image">Its image, if one was named.</param>
    /// <exception cref="InputError">when the settings make no plan, all reasons at once.</exception>
    public RolloutPlan InSteps(ModelVersion version, string? image)
    {
        var deploy = settings.Deploy!;
        var every = deploy.Every ?? DefaultEvery;
        var plan = Direct(version.Version, version.Run, version.ModelDigest, image) with
        {
            Steps = [.. deploy.Steps.Select(step => (decimal)step).Where(step => step < 100)],
            Every = every,
            Analysis = deploy.Analysis,
            SmallestSample = deploy.MinRequests ?? RolloutPlan.UsualSmallestSample,
            SplitBy = deploy.SplitBy is { } key && SplitKey.TryParse(key, out var read) ? read : null,
            VisitWithin = deploy.VisitWithin ?? RolloutPlan.VisitWithinOf(every),
            GiveUpAfter = deploy.GiveUp ?? RolloutPlan.GiveUpAfterOf(every),
        };
        var problems = plan.Problems();
        return problems.IsEmpty
            ? plan
            : throw new InputError(
                $"models.{settings.Name}.deploy makes no rollout: {string.Join("; ", problems)}",
                new SourceLocation(SettingsFile.Name)
            );
    }

    /// <summary>At one stroke: a rollback, or what is promoted without a canary.</summary>
    public RolloutPlan Direct(
        SemanticVersion version,
        Core.Runs.RunId run,
        Core.Runs.Sha256Digest digest,
        string? image = null
    )
    {
        var id = Convert.ToHexStringLower(random(IdBytes));
        return new RolloutPlan
        {
            Id = id,
            Model = settings.Name,
            Target = target.Name,
            Canary = new RolloutVersion(version, run, digest, ImageOf(version, image)),
            Stable = history.Serves,
            Salt = id,
            VisitWithin = RolloutPlan.VisitWithinOf(DefaultEvery),
            GiveUpAfter = RolloutPlan.GiveUpAfterOf(DefaultEvery),
            ReadyWithin = settings.Deploy?.ReadyWithin ?? RolloutPlan.UsualReadyWithin,
        };
    }

    private string? ImageOf(SemanticVersion version, string? given) =>
        target.Kind == TargetKind.Process
            ? null
            : given ?? history.ImageOf(version) ?? ImageName.Of(settings, version, null);
}
