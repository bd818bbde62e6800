using System.Collections.Immutable;
using Assay.Core.Gates;

namespace Assay.Core.Metrics;

/// <summary>The sets of tasks that metrics are defined for.</summary>
internal static class TaskKinds
{
    public static readonly ImmutableArray<TaskKind> Binary = [TaskKind.Binary];
    public static readonly ImmutableArray<TaskKind> Multiclass = [TaskKind.Multiclass];
    public static readonly ImmutableArray<TaskKind> Classification = [TaskKind.Binary, TaskKind.Multiclass];
    public static readonly ImmutableArray<TaskKind> Regression = [TaskKind.Regression];
}
