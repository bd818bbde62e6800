using Assay.Commands.Gating;
using Assay.Commands.Sites;
using Assay.Core.Runs;
using Assay.Core.Site;
using Assay.Git;
using Assay.Settings;
using Assay.Toolkit;
using Assay.Toolkit.Inputs;
using Assay.Training.Containers;

namespace Assay.Commands;

/// <summary><c>assay site</c>: what the repository knows as a folder of pages that needs no server.</summary>
internal static class Site
{
    private const int UsualDetails = 100;

    private static readonly Input<string> Output = Input.Path(
        "output",
        "Folder for the site; an earlier site there is made anew",
        "out/site"
    );

    private static readonly Input<string?> Model = Input.Text("model", "Only this model");

    private static readonly Input<int> Details = Input.Integer(
        "details",
        "How many of the newest runs come with curves, inputs and artifacts; runs of versions always do",
        UsualDetails
    );

    private static readonly Input<bool> Open = Input.Switch("open", "Show the site in the browser");

    public static Command Command { get; } =
        new("site", "Make a folder of pages that shows runs, versions, gates, rollouts and drift", RunAsync)
        {
            Description =
                "Reads the repository's own refs, and writes pages that open without a server and ask no other host for anything: "
                + "search, filter, sort and compare runs, overlay their curves, and look at stages, gates, rollouts and drift. "
                + "In a private repository the folder is a job's artifact.",
            Inputs = [Output, Model, Details, Open],
        };

    private static async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Inputs.Get(Details) is < 0 and var wrong)
        {
            throw new InputError($"--details '{wrong}' is not a number of runs; expected 0 or more");
        }

        var repository = await GitRepository
            .OpenAsync(context.Environment.Workspace, context.Environment, cancellationToken)
            .ConfigureAwait(false);
        var showValues = Disclosure.ShowsValues(ProjectOf(repository.Root), context);
        using var folder = SiteFolder.Begin(repository.Root, context.Inputs.Get(Output), context);

        // Gather.
        var ledger = await Ledger
            .OpenAsync(repository, context.Clock, w => context.Runner.Warning(w), cancellationToken, mayBeStale: true)
            .ConfigureAwait(false);
        var reading = await SiteReading
            .ReadAsync(
                ledger,
                context.Inputs.Get(Model),
                context.Inputs.Get(Details),
                context.Event.Repository ?? Path.GetFileName(repository.Root),
                context,
                cancellationToken
            )
            .ConfigureAwait(false);

        // Act: a run's details are written as they are read, since those of many runs are large together.
        var detailed = new List<RunId>();
        var batch = new RunBatch(ledger.Store, w => context.Runner.Warning(w));
        await foreach (
            var (run, verdict) in batch
                .ReadAsync(reading.Detailed, GateFiles.Document, cancellationToken)
                .ConfigureAwait(false)
        )
        {
            folder.Write(SiteFiles.Detail(run, run.Judgement is null ? null : verdict, showValues));
            detailed.Add(run.Id);
        }

        var content = reading.Content with { Detailed = [.. detailed] };
        foreach (var file in SiteFiles.Of(content))
        {
            cancellationToken.ThrowIfCancellationRequested();
            folder.Write(file);
        }

        folder.Finish();
        WorkspaceOwner.GiveBack(repository.Root, context.Environment.IsPrivileged, folder.Place);
        Say(context, content, folder);
        return ExitCode.Done;
    }

    // A repository without assay.yml may have runs all the same; then nothing is said about its privacy.
    private static ProjectSettings ProjectOf(string root) =>
        File.Exists(Path.Combine(root, SettingsFile.Name))
            ? SettingsFile.Read(root)
            : new ProjectSettings { Version = 1 };

    private static void Say(CommandContext context, SiteContent content, SiteFolder folder)
    {
        var page = Path.Combine(folder.Place, SiteFiles.Page);
        if (context.Json)
        {
            context.WriteJson(
                new SiteAnswer(
                    1,
                    folder.Place,
                    page,
                    content.Runs.Length,
                    content.Detailed.Length,
                    content.Versions.Length,
                    content.Stages.Length,
                    content.Rollouts.Sum(r => r.Entries.Select(e => e.Plan.Id).Distinct().Count()),
                    content.Retrainings.Length,
                    folder.Bytes
                ),
                SiteAnswerJson.Default.SiteAnswer
            );
        }
        else
        {
            context.Runner.Result(page);
            context.Runner.Info(
                content.Runs.IsEmpty
                    ? "No runs yet: the site says how the first is made."
                    : $"{content.Runs.Length:N0} {(content.Runs.Length == 1 ? "run" : "runs")}, {content.Detailed.Length:N0} of them with curves; {folder.Bytes / 1e6:0.0} MB"
            );
        }

        if (context.Inputs.Get(Open) && (context.Environment.Forge != ForgeKind.None || !WebBrowser.Open(page)))
        {
            context.Runner.Warning($"there is no browser to open it with: open {new Uri(page)} in one");
        }
    }
}
