using Assay.Tests.Git;

namespace Assay.Tests.Commands;

public sealed class DoctorTests
{
    private const string NonInferior =
        "{ against: main, primary: roc_auc, compare: { kind: non-inferior, margin: 0.001 } }";

    [Fact]
    public async Task A_repository_that_lacks_nothing_is_healthy()
    {
        using var repository = await GateRepository.CreateAsync(
            GateRepository.Settings("{ require: [roc_auc >= 0.6] }")
        );

        var answer = await repository.Shell.AssayAsync("doctor", "--json");

        answer.Exit.ShouldBe(ExitCode.Done, answer.Results);
        answer.Json.GetProperty("healthy").GetBoolean().ShouldBeTrue();
        Texts(answer, "remote").Single().ShouldContain("origin can be read, and written");
        Texts(answer, "churn").ShouldContain(t => t.StartsWith("600 validation rows", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_a_comparison_it_says_how_small_a_difference_the_rows_can_tell()
    {
        using var repository = await GateRepository.CreateAsync(GateRepository.Settings(NonInferior));
        await repository.RecordAsync(noise: 1);
        await Workspace.CommitAsync(repository.Clone, "train.py", "another");
        await repository.RecordAsync(noise: 1, seed: 2);
        await repository.Shell.AssayAsync("evaluate-gate", "--model", "churn");

        var answer = await repository.Shell.AssayAsync("doctor", "--json");

        var finding = answer.Json.GetProperty("findings").EnumerateArray().Last();
        finding.GetProperty("state").GetString().ShouldBe("advice");
        finding.GetProperty("text").GetString()!.ShouldMatch("^600 validation rows .* can tell a difference of 0\\.0");
        finding.GetProperty("remedy").GetString()!.ShouldContain("widen the margin");
    }

    [Fact]
    public async Task Outside_of_a_repository_it_says_how_to_make_one()
    {
        using var workspace = new Workspace();

        var answer = await new Shell(workspace.Folder).AssayAsync("doctor");

        answer.Exit.ShouldBe(ExitCode.No);
        answer.Results.ShouldContain("git init");
    }

    [Fact]
    public async Task Every_mistake_of_the_settings_is_a_finding_with_its_place()
    {
        using var repository = await GateRepository.CreateAsync("version: 1\nmodles: {}\nprivacy: maybe\n");

        var answer = await repository.Shell.AssayAsync("doctor", "--json");

        answer.Exit.ShouldBe(ExitCode.No);
        Texts(answer, "assay.yml").ShouldContain(t => t.StartsWith("assay.yml:2:1:", StringComparison.Ordinal));
        Texts(answer, "assay.yml").ShouldContain(t => t.StartsWith("assay.yml:3:10:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_remote_that_is_gone_a_program_that_is_not_there_and_an_input_that_is_missing_are_named()
    {
        using var repository = await GateRepository.CreateAsync(
            """
            version: 1
            models:
              churn:
                task: binary
                train: { command: [no-such-program, train], inputs: [absent.csv], env: [NOT_SET_HERE] }
            """
        );
        await Workspace.GitAsync(repository.Clone, "remote", "set-url", "origin", "file:///does/not/exist.git");

        var answer = await repository.Shell.AssayAsync("doctor", "--json");

        answer.Exit.ShouldBe(ExitCode.No);
        Texts(answer, "remote").Single().ShouldStartWith("origin cannot be read");
        Texts(answer, "churn").ShouldContain("'no-such-program', which train.command starts, is not on the PATH");
        Texts(answer, "churn").ShouldContain("the input 'absent.csv' is not here");
        Texts(answer, "churn").ShouldContain("'NOT_SET_HERE' is not set here and so not passed to the training");
    }

    [Fact]
    public async Task A_rule_that_is_not_judged_yet_is_told_by_doctor_and_beside_the_verdict()
    {
        using var repository = await GateRepository.CreateAsync(
            GateRepository.Settings("{ require: [roc_auc >= 0.6], value: { tp: 40, fn: -100 } }")
        );
        await repository.RecordAsync(noise: 1);

        var doctor = await repository.Shell.AssayAsync("doctor", "--json");
        var gate = await repository.Shell.AssayAsync("evaluate-gate", "--model", "churn", "--json");

        const string Unjudged =
            "models.churn.gate.value is read and checked, and this version does not act upon it yet";
        Texts(doctor, "churn").ShouldContain(t => t.EndsWith(Unjudged, StringComparison.Ordinal));
        gate.Messages.ShouldContain(Unjudged);
        gate.Json.GetProperty("evidence")
            .GetProperty("notes")
            .EnumerateArray()
            .Select(n => n.GetString())
            .ShouldContain(Unjudged);
    }

    [Fact]
    public async Task The_document_is_described()
    {
        using var repository = await GateRepository.CreateAsync(
            GateRepository.Settings("{ require: [roc_auc >= 0.6] }")
        );
        var documented = await File.ReadAllTextAsync(Checkout.PathOf("docs/json.md"), Workspace.Token);

        var answer = await repository.Shell.AssayAsync("doctor", "--json");

        foreach (
            var key in answer.Json.EnumerateObject().Concat(answer.Json.GetProperty("findings")[0].EnumerateObject())
        )
        {
            documented.ShouldContain($"`{key.Name}`");
        }
    }

    private static List<string> Texts(Answer answer, string about) =>
        [
            .. answer
                .Json.GetProperty("findings")
                .EnumerateArray()
                .Where(f => f.GetProperty("about").GetString() == about)
                .Select(f => f.GetProperty("text").GetString()!),
        ];
}
