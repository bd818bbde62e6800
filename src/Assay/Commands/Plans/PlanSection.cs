using Assay.Settings;

namespace Assay.Commands.Plans;

/// <summary>The section of assay.yml that the planned jobs are about.</summary>
internal enum PlanSection
{
    /// <summary>They train the model.</summary>
    Train,

    /// <summary>They watch it.</summary>
    Drift,

    /// <summary>They roll it out.</summary>
    Deploy,
}

/// <summary>Which models have a section.</summary>
internal static class PlanSections
{
    public static bool IsIn(this PlanSection section, ModelSettings model) =>
        section switch
        {
            PlanSection.Train => model.Train is not null,
            PlanSection.Drift => model.Drift is not null,
            PlanSection.Deploy => model.Deploy is not null,
            _ => throw new ArgumentOutOfRangeException(nameof(section), section, null),
        };

    public static IEnumerable<ModelSettings> ModelsOf(this PlanSection section, ProjectSettings project) =>
        project.Models.Values.Where(model => section.IsIn(model));
}
