using System.Collections.Immutable;
using Assay.Commands;

namespace Assay;

/// <summary>The commands, in the order people read them. A new command is a file in <c>Commands/</c> and a line here.</summary>
internal static class CommandTable
{
    public static ImmutableArray<Command> All { get; } =
    [
        // Actions.
        Plan.Command,
        Train.Command,
        LogRun.Command,
        EvaluateGate.Command,
        Report.Command,
        Register.Command,
        BuildModelImage.Command,
        DeployCanary.Command,
        Promote.Command,
        Rollback.Command,
        CheckDrift.Command,
        // For people.
        Demo.Command,
        Init.Command,
        RunsList.Command,
        RunsShow.Command,
        RunsCompare.Command,
        RunsImport.Command,
        RunsFold.Command,
        ModelsList.Command,
        ModelsHistory.Command,
        Lineage.Command,
        Site.Command,
        Doctor.Command,
        Serve.Command,
        Gateway.Command,
        // For maintainers.
        Describe.Command,
    ];
}
