using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Assay.Commands.PullRequests;
using Assay.Core.Names;
using Assay.Core.Reports;
using Assay.Core.Reports.Sections;
using Assay.Forges;
using Assay.Git;
using Assay.Toolkit;
using Assay.Toolkit.Inputs;
using Assay.Training.Containers;

namespace Assay.Commands;

/// <summary><c>assay report</c>: all verdicts on a commit in one comment and one check.</summary>
internal static class Report
{
    private const string CommentFile = "comment.md";

    private static readonly Input<string?> Models = Input.Text(
        "models",
        "Models that must have a verdict, with commas between them or as the JSON list that `plan` puts out"
    );

    private static readonly Input<string?> Folder = Input.Path(
        "folder",
        "Folder for the whole comment, and for comment and check where there is no forge; .assay/comment when left out"
    );

    private static readonly Output ConclusionOutput = new("conclusion", "`success`, `neutral` or `failure`");
    private static readonly Output TitleOutput = new("title", "The line that the check shows");
    private static readonly Output CommentOutput = new(
        "comment",
        "Address of the comment; empty where none was written"
    );

    public static Command Command { get; } =
        new("report", "Answer a pull request with one comment and one check of all its models", RunAsync)
        {
            Description =
                "Reads from the ledger what the jobs of a commit recorded, writes one comment that is updated in place, and sets "
                + "the check `assay`. It runs last and always; run twice, it changes nothing.",
            Audience = Audience.Jobs,
            Icon = "message-square",
            Inputs = [Models, ForgeAccess.Token, Folder],
            Outputs = [ConclusionOutput, TitleOutput, CommentOutput],
        };

    private static async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        // Gather.
        var expected = ReadModels(context.Inputs.Get(Models));
        var repository = await GitRepository
            .OpenAsync(context.Environment.Workspace, context.Environment, cancellationToken)
            .ConfigureAwait(false);
        using var scratch = new ScratchFolder(context.Environment.TempDirectory, context.Random);
        var folder = context.Inputs.Get(Folder) ?? Path.Combine(repository.Root, OwnFolder.Name, "comment");
        OwnFolder.Make(repository.Root, folder);
        var forge = ForgeAccess.Open(context, folder);
        var judged = await JudgedCommit.FindAsync(context, repository, forge, cancellationToken).ConfigureAwait(false);
        var sections = new RecordedSections(
            token => Ledger.OpenAsync(repository, context.Clock, w => context.Runner.Warning(w), token),
            scratch.Path
        );
        var report = new PullRequestReport(context, forge, sections, expected);

        var page = await report.ReadAsync(judged.Sha, cancellationToken).ConfigureAwait(false);

        // Act: what needs no forge first. The comment reads again until nothing changes, and the check says what it said.
        OwnFolder.Write(Path.Combine(folder, CommentFile), CommentMarkdown.Write(page, SizeLimit.None));
        WorkspaceOwner.GiveBack(repository.Root, context.Environment.IsPrivileged, folder);
        context.Runner.AppendSummary(CommentMarkdown.Write(page, SizeLimit.JobSummary));
        var comment = await report.CommentAsync(judged, cancellationToken).ConfigureAwait(false);
        page = await report.ReadAsync(judged.Sha, cancellationToken).ConfigureAwait(false);
        await report.CheckAsync(page, judged.Sha, cancellationToken).ConfigureAwait(false);
        var conclusion = PullRequestReport.Conclusion(page);
        var answer = new ReportDocument(
            1,
            KebabCase.Of(conclusion),
            page.Title,
            judged.Sha,
            judged.PullRequest,
            comment?.Address?.AbsoluteUri,
            [
                .. page.InOrder.Select(s => new ReportedModel(
                    s.Model,
                    KebabCase.Of(s.Outcome),
                    KebabCase.Of(s.Decision),
                    s.Headline
                )),
            ]
        );
        context.Runner.SetOutput(ConclusionOutput, answer.Conclusion);
        context.Runner.SetOutput(TitleOutput, answer.Title);
        context.Runner.SetOutput(CommentOutput, answer.Comment ?? "");
        Say(context, answer);
        return conclusion == CheckConclusion.Failure ? ExitCode.No : ExitCode.Done;
    }

    private static void Say(CommandContext context, ReportDocument answer)
    {
        if (context.Json)
        {
            context.WriteJson(answer, ReportJson.Default.ReportDocument);
            return;
        }

        context.Runner.Result($"{answer.Conclusion}: {answer.Title}");
        if (answer.Comment is { } address)
        {
            context.Runner.Info($"Comment: {address}");
        }
    }

    private static ImmutableArray<string> ReadModels(string? text)
    {
        if (text is null)
        {
            return [];
        }

        if (!text.TrimStart().StartsWith('['))
        {
            return
            [
                .. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Distinct(StringComparer.Ordinal),
            ];
        }

        try
        {
            var models = JsonSerializer.Deserialize(text, ReportJson.Default.ImmutableArrayString);
            if (!models.IsDefault && models.All(m => m is { Length: > 0 }))
            {
                return [.. models.Distinct(StringComparer.Ordinal)];
            }
        }
        catch (JsonException)
        {
            // Told below, with what was expected.
        }

        throw new InputError(
            $"input 'models' is {Quoted.Value(text)}: expected names with commas between them, or a JSON list of them, such as [\"churn\"]"
        );
    }
}

/// <summary>What <c>report --json</c> prints.</summary>
internal sealed record ReportDocument(
    int Schema,
    string Conclusion,
    string Title,
    string Commit,
    int? PullRequest,
    string? Comment,
    ImmutableArray<ReportedModel> Models
);

internal sealed record ReportedModel(string Model, string Verdict, string Decision, string Headline);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ReportDocument))]
[JsonSerializable(typeof(ImmutableArray<string>))]
internal sealed partial class ReportJson : JsonSerializerContext;
