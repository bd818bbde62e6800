using Assay.Tests.Git;

namespace Assay.Tests.Commands;

/// <summary>What held-out rows and predictions that are wrong get: a verdict or a refusal that says where and what to do.</summary>
public sealed class BadEvidenceTests
{
    private const string Gate = "{ require: [roc_auc >= 0.6] }";

    [Theory]
    [InlineData("customer,score\n", "the file holds no predictions")]
    [InlineData("key,score\nc0,0.5\n", "has no column 'customer' (it has 'key', 'score')")]
    [InlineData("customer,score\nc0,0.5\nc0,0.6\n", "ids stand more than once in predictions.csv: 'c0'")]
    [InlineData("customer,score\nc0,0.5\nc1,0.6\n", "598 of 600 rows of holdout.csv have no prediction")]
    [InlineData("customer,a,b\nc0,0.5,1\nc1,0.6,1\n", "have no prediction")]
    [InlineData("\u00ff\ufffd", "the file holds no predictions")]
    public async Task Predictions_that_do_not_fit_are_told_by_column_and_row(string predictions, string message)
    {
        using var repository = await GateRepository.CreateAsync(GateRepository.Settings(Gate));
        await repository.RecordAsync(predictions);

        var answer = await repository.Shell.AssayAsync("evaluate-gate", "--model", "churn");

        answer.Exit.ShouldBeOneOf(ExitCode.WrongRequest, ExitCode.No);
        answer.Messages.ShouldContain(message);
        answer.Messages.ShouldNotContain("   at ");
        answer.Messages.ShouldNotContain("not judged, for want of");
    }

    [Theory]
    [InlineData("customer,left,reg\"ion\nc0,yes,north\n", "the header has a quote that does not enclose a whole name")]
    [InlineData("customer,left,region\nc\0,yes,north\n", "is not text in UTF-8, but in UTF-16 or binary")]
    [InlineData("customer,left,region\nc0,NaN,north\nc1,no,south\n", "1 of 2 rows have no label in column 'left'")]
    [InlineData("customer,left,region\nc0,,north\nc1,no,south\n", "1 of 2 rows have no label in column 'left'")]
    [InlineData("customer,left,region\nc0,yes,north\nc0,no,south\n", "ids stand more than once in column 'customer'")]
    [InlineData(
        "customer,left,region\nc0,yes,north,x\nc1,no,south\n",
        "holdout.csv:2: error: the row has 4 fields and the header 3"
    )]
    [InlineData("customer,left,left\nc0,yes,north\n", "the header names 'left' twice")]
    [InlineData("customer,left,region\nc0,\"yes,north\nc1,no,south\n", "a quote is opened and not closed")]
    public async Task Rows_that_cannot_be_judged_by_are_refused(string holdout, string message)
    {
        using var repository = await GateRepository.CreateAsync(GateRepository.Settings(Gate));
        await repository.RecordAsync(noise: 1);
        await File.WriteAllTextAsync(Path.Combine(repository.Clone, "holdout.csv"), holdout, Workspace.Token);

        var answer = await repository.Shell.AssayAsync("evaluate-gate", "--model", "churn");

        answer.Exit.ShouldBe(ExitCode.WrongRequest, answer.Messages);
        answer.Messages.ShouldContain(message);
        answer.Results.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/etc/hostname")]
    [InlineData("holdout.csv")]
    public async Task Rows_behind_a_link_to_elsewhere_are_not_read(string target)
    {
        using var repository = await GateRepository.CreateAsync(GateRepository.Settings(Gate));
        await repository.RecordAsync(noise: 1);
        var file = Path.Combine(repository.Clone, "holdout.csv");
        File.Delete(file);
        File.CreateSymbolicLink(file, target);

        var answer = await repository.Shell.AssayAsync("evaluate-gate", "--model", "churn");

        answer.Exit.ShouldBe(ExitCode.WrongRequest, answer.Messages);
        answer.Messages.ShouldContain("holdout.csv: error: is a link that leads out of the repository");
    }

    [Theory]
    [InlineData("-x")]
    [InlineData("HEAD~99")]
    public async Task What_is_no_commit_and_cannot_be_a_stage_makes_no_first_model(string against)
    {
        using var repository = await GateRepository.CreateAsync(GateRepository.Settings(Gate));
        await repository.RecordAsync(noise: 1);

        var answer = await repository.Shell.AssayAsync("evaluate-gate", "--model", "churn", "--against", against);

        answer.Exit.ShouldBe(ExitCode.WrongRequest, answer.Messages);
        answer.Messages.ShouldContain($"'{against}' is no commit here and cannot be a stage");
    }

    [Fact]
    public async Task A_stage_named_by_a_slip_makes_no_first_model()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var shell = await RegistryRuns.WentBackAsync(workspace);
        await Workspace.CommitAsync(shell.Environment.WorkingDirectory, "holdout.csv", GateRepository.Holdout());
        await Workspace.CommitAsync(shell.Environment.WorkingDirectory, "assay.yml", GateRepository.Settings(Gate));

        var answer = await shell.AssayAsync("evaluate-gate", "--model", "churn", "--against", "prdo");

        answer.Exit.ShouldBe(ExitCode.WrongRequest, answer.Messages);
        answer.Messages.ShouldContain(
            "'prdo' is no stage of churn, no version, branch or commit; did you mean 'prod'?"
        );
    }

    [Fact]
    public async Task A_stage_that_holds_nothing_is_said_where_others_hold_something()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var shell = await RegistryRuns.WentBackAsync(workspace);
        await Workspace.CommitAsync(shell.Environment.WorkingDirectory, "holdout.csv", GateRepository.Holdout());
        await Workspace.CommitAsync(shell.Environment.WorkingDirectory, "assay.yml", GateRepository.Settings(Gate));

        var answer = await shell.AssayAsync("evaluate-gate", "--model", "churn", "--against", "canary");

        answer.Messages.ShouldContain("There is nothing in 'canary' to compare with; the stages of churn are 'prod'.");
    }
}
