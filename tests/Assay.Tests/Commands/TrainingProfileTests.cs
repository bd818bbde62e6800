using Assay.Core.Drift;
using Assay.Tests.Git;

namespace Assay.Tests.Commands;

/// <summary>A training keeps the profile of the reference rows with the run.</summary>
public sealed class TrainingProfileTests
{
    private const string Reference = "customer,age,plan,left\nc0,30,basic,yes\nc1,40,plus,no\nc2,,basic,no\n";

    [Fact]
    public async Task The_profile_of_the_reference_and_of_the_answers_is_an_artifact_of_the_run()
    {
        using var project = await ProjectAsync(Reference);

        var answer = await project.Shell.AssayAsync("train", "--model", "churn");

        answer.Exit.ShouldBe(ExitCode.Done, answer.Messages);
        var profile = await ProfileAsync(project);
        (profile!.Model, profile.Rows).ShouldBe(("churn", 3));
        profile.Columns.Select(c => (c.Name, c.Count, c.Missing)).ShouldBe([("age", 2, 1), ("plan", 3, 0)]);
        profile
            .Predictions.Select(c => (c.Name, c.Count))
            .ShouldBe([("score", GateRepository.Rows), ("label", GateRepository.Rows)]);
        File.Exists(Path.Combine(project.Clone, ".assay", "profile.json")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("customer,age\nc0,30\nc0,\"x", "There is no profile of reference.csv for drift checks")]
    [InlineData("", "the file is empty")]
    public async Task A_reference_that_cannot_be_read_costs_the_profile_and_not_the_training(
        string rows,
        string warning
    )
    {
        using var project = await ProjectAsync(rows);

        var answer = await project.Shell.AssayAsync("train", "--model", "churn");

        answer.Exit.ShouldBe(ExitCode.Done, answer.Messages);
        answer.Messages.ShouldContain(warning);
        (await ProfileAsync(project)).ShouldBeNull();
    }

    [Fact]
    public async Task Where_values_must_not_be_shown_no_profile_is_kept()
    {
        using var project = await ProjectAsync(Reference, "privacy: hide\n");

        var answer = await project.Shell.AssayAsync("train", "--model", "churn");

        answer.Exit.ShouldBe(ExitCode.Done, answer.Messages);
        (await ProfileAsync(project)).ShouldBeNull();
    }

    private static async Task<GateRepository> ProjectAsync(string reference, string more = "")
    {
        var project = await GateRepository.CreateAsync(
            """
            version: 1
            models:
              churn:
                task: binary
                train: { command: "cp given.csv predictions.csv", predictions: predictions.csv }
                data: { validation: holdout.csv, reference: reference.csv, target: left, id: customer }

            """ + more
        );
        await Workspace.CommitAsync(project.Clone, "reference.csv", reference);
        await Workspace.CommitAsync(
            project.Clone,
            "given.csv",
            "customer,score\n"
                + string.Concat(Enumerable.Range(0, GateRepository.Rows).Select(i => $"c{i},0.{i % 9 + 1}\n"))
        );
        return project;
    }

    private static async Task<Profile?> ProfileAsync(GateRepository project)
    {
        var ledger = await project.LedgerAsync();
        var summary = await ledger.FindAsync("churn", "latest", Workspace.Token);
        var run = await ledger.GetAsync(summary, Workspace.Token);
        if (run.Artifacts.FirstOrDefault(a => a.Path == Profile.ArtifactPath) is not { } artifact)
        {
            return null;
        }

        var folder = Path.Combine(project.Clone, "fetched");
        var file = await ledger.ArtifactAsync(summary, artifact, folder, Workspace.Token);
        return ProfileDocument.Read(await File.ReadAllBytesAsync(file));
    }
}
