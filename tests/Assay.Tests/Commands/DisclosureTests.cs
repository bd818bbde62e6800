using Assay.Tests.Git;

namespace Assay.Tests.Commands;

public sealed class DisclosureTests
{
    private const string Gate = "{ against: main, primary: roc_auc, slices: { by: [region], margin: 0.1 } }";

    [Theory]
    [InlineData("""{"repository":{"private":false}}""", "", false)]
    [InlineData("""{"repository":{}}""", "", false)]
    [InlineData("""{"repository":{"private":true}}""", "", true)]
    [InlineData("""{"repository":{"private":false}}""", "privacy: show\n", true)]
    [InlineData("""{"repository":{"private":true}}""", "privacy: hide\n", false)]
    public async Task Values_of_a_repository_that_others_read_stay_out_of_all_that_a_job_leaves(
        string payload,
        string privacy,
        bool shown
    )
    {
        using var repository = await GateRepository.CreateAsync(GateRepository.Settings(Gate) + privacy);
        await repository.RecordAsync(noise: 1);
        await Workspace.CommitAsync(repository.Clone, "train.py", "another");
        await repository.RecordAsync(noise: 0.9, seed: 2);
        var report = Path.Combine(repository.Clone, "report");
        var answer = await Job(repository.Clone, payload)
            .AssayAsync("evaluate-gate", "--model", "churn", "--report", report, "--json");

        answer.Json.GetProperty("slices").GetArrayLength().ShouldBe(2, answer.Messages);
        string[] texts =
        [
            answer.Results,
            .. Directory
                .GetFiles(report, "*", SearchOption.AllDirectories)
                .Where(f => !f.EndsWith(".png"))
                .Select(File.ReadAllText),
        ];
        texts.Any(text => text.Contains("north", StringComparison.Ordinal)).ShouldBe(shown);
        answer
            .Json.GetProperty("slices")[0]
            .GetProperty("label")
            .GetString()
            .ShouldBe(shown ? "region = north" : "region = value 1");
    }

    private static Shell Job(string clone, string payload)
    {
        var file = Path.Combine(clone, ".git", "event.json");
        File.WriteAllText(file, payload);
        var shell = new Shell(clone);
        return new Shell(clone)
        {
            Environment = shell.Environment with
            {
                Variables = shell
                    .Environment.Variables.SetItem("GITHUB_ACTIONS", "true")
                    .SetItem("GITHUB_EVENT_NAME", "push")
                    .SetItem("GITHUB_EVENT_PATH", file),
            },
        };
    }
}
