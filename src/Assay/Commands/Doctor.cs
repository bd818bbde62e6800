using System.Collections.Immutable;
using Assay.Commands.Doctors;
using Assay.Git;
using Assay.Settings;
using Assay.Toolkit;
using Assay.Toolkit.Inputs;
using Spectre.Console;

namespace Assay.Commands;

/// <summary><c>assay doctor</c>: what is missing here, and how to mend it.</summary>
internal static class Doctor
{
    private static readonly Input<string?> Model = Input.Text("model", "Only this model, beside the repository");

    public static Command Command { get; } =
        new("doctor", "Say what is missing here, and how to mend it", RunAsync)
        {
            Description =
                "Looks at git, the clone, the remote, assay.yml, and at what each model's training and gate need. Nothing is "
                + "sent. Exit code 1 when something will not work.",
            Inputs = [Model],
        };

    private static async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        ImmutableArray<Finding> findings = [.. await LookAsync(context, cancellationToken).ConfigureAwait(false)];
        if (context.Json)
        {
            context.WriteJson(DoctorDocument.Of(findings), DoctorJson.Default.DoctorDocument);
        }
        else
        {
            context.Write(TableOf(findings));
        }

        return findings.Any(f => f.State == FindingState.Missing) ? ExitCode.No : ExitCode.Done;
    }

    private static async Task<List<Finding>> LookAsync(CommandContext context, CancellationToken cancellationToken)
    {
        List<Finding> findings = [await RepositoryCheckup.GitAsync(context, cancellationToken).ConfigureAwait(false)];
        if (findings[0].State == FindingState.Missing)
        {
            return findings;
        }

        var repository = await GitRepository
            .FindAsync(context.Environment.Workspace, context.Environment, cancellationToken)
            .ConfigureAwait(false);
        if (repository is null)
        {
            findings.Add(
                Finding.Missing(
                    "repository",
                    $"no git repository in '{context.Environment.Workspace}' or above it",
                    "run this in a clone, or make one with 'git init'"
                )
            );
            return findings;
        }

        findings.Add(await RepositoryCheckup.HistoryAsync(repository, cancellationToken).ConfigureAwait(false));
        var remote = await RepositoryCheckup.RemoteAsync(repository, context, cancellationToken).ConfigureAwait(false);
        findings.Add(remote);
        Ledger? ledger = null;
        try
        {
            ledger = await Ledger
                .OpenAsync(repository, context.Clock, w => findings.Add(Warned(w)), cancellationToken, mayBeStale: true)
                .ConfigureAwait(false);
            findings.AddRange(
                await RepositoryCheckup.LedgerAsync(repository, ledger, cancellationToken).ConfigureAwait(false)
            );
        }
        catch (OperationError e)
        {
            findings.Add(Finding.Missing("ledger", e.Message));
        }

        findings.AddRange(await ModelsAsync(repository, ledger, context, cancellationToken).ConfigureAwait(false));
        return findings;
    }

    private static async Task<List<Finding>> ModelsAsync(
        GitRepository repository,
        Ledger? ledger,
        CommandContext context,
        CancellationToken cancellationToken
    )
    {
        ProjectSettings project;
        try
        {
            project = SettingsFile.Read(repository.Root);
        }
        catch (InputError e)
        {
            return [.. Finding.Missing(SettingsFile.Name, e)];
        }

        List<Finding> findings = [Settings(project, context)];
        var models = context.Inputs.Get(Model) is { } name
            ? [DeclaredModel.Find(project, name)]
            : project.Models.Values.ToArray();
        foreach (var model in models)
        {
            findings.AddRange(
                await new ModelCheckup(repository.Root, model, ledger, context)
                    .LookAsync(cancellationToken)
                    .ConfigureAwait(false)
            );
        }

        return findings;
    }

    private static Finding Settings(ProjectSettings project, CommandContext context) =>
        project.Models.IsEmpty
            ? Finding.Missing(
                SettingsFile.Name,
                "declares no model",
                "add one under 'models:'; docs/assay-yml.md tells every key"
            )
            : Finding.Good(
                SettingsFile.Name,
                $"declares {string.Join(", ", project.Models.Keys)}; cell values and log tails are "
                    + (Disclosure.ShowsValues(project, context) ? "shown and recorded here" : "hidden here")
            );

    private static Finding Warned(string warning) => Finding.Advice("ledger", warning, "see the remote above");

    private static Table TableOf(ImmutableArray<Finding> findings)
    {
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("state", "about", "text");
        foreach (var finding in findings)
        {
            var (mark, style) = finding.State switch
            {
                FindingState.Good => ("ok", new Style(Color.Green)),
                FindingState.Advice => ("note", new Style(Color.Yellow)),
                _ => ("missing", new Style(Color.Red)),
            };
            var remedy = finding.Remedy is null ? "" : $"\n→ {finding.Remedy}";
            table.AddRow(new Text(mark, style), new Text(finding.About), new Text(finding.Text + remedy));
        }

        return table;
    }
}
