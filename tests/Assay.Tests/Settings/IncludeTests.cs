using Assay.Settings;

namespace Assay.Tests.Settings;

public sealed class IncludeTests
{
    private const string Root = "version: 1\ninclude: [services/churn/assay.yml]\n";

    private const string Churn = """
        version: 1
        models:
          churn:
            task: binary
            train: { command: python train.py, model: out/model.onnx, inputs: [train.py, ../../shared.csv, .] }
        """;

    [Fact]
    public void Paths_inside_an_included_file_are_relative_to_it()
    {
        var model = AssayYml.Read(Root, ("services/churn/assay.yml", Churn)).Models["churn"];
        model.Folder.ShouldBe("services/churn");
        model.Train!.Model!.Value.ShouldBe("services/churn/out/model.onnx");
        model
            .Train.Inputs.Select(path => path.Value)
            .ShouldBe(["services/churn/train.py", "shared.csv", "services/churn"]);
    }

    [Fact]
    public void Mistakes_of_all_files_are_told_at_once_each_with_its_file() =>
        AssayYml
            .Problems(
                Root + "modles: {}\n",
                (
                    "services/churn/assay.yml",
                    Churn.Replace("binary", "binry").Replace("../../shared", "../../../shared")
                )
            )
            .Select(problem => problem[..problem.IndexOf(' ')])
            .ShouldBe(["assay.yml:3:1:", "services/churn/assay.yml:4:11:", "services/churn/assay.yml:5:82:"]);

    [Fact]
    public void A_file_that_does_not_exist_is_told_where_it_is_included() =>
        AssayYml
            .Problem(Root)
            .ShouldBe("assay.yml:2:11: 'services/churn/assay.yml' does not exist; the path is relative to this file");

    [Fact]
    public void A_file_that_leaves_the_repository_is_never_asked_for() =>
        AssayYml
            .Problem("version: 1\ninclude: [../secrets.yml]\n", ("../secrets.yml", Churn))
            .ShouldContain("'../secrets.yml' in include: expected a path that stays in the repository");

    [Fact]
    public void Files_that_include_each_other_end() =>
        AssayYml
            .Problem(Root, ("services/churn/assay.yml", "version: 1\ninclude: [../../assay.yml]\n"))
            .ShouldBe(
                "services/churn/assay.yml:2:11: 'assay.yml' is included already; include each file once, and none from itself"
            );

    [Fact]
    public void A_model_that_two_files_declare_is_told_with_both_places() =>
        AssayYml
            .Problem(
                "version: 1\ninclude: [a.yml, b.yml]\n",
                ("a.yml", Churn.Replace("../../", "")),
                ("b.yml", Churn.Replace("../../", ""))
            )
            .ShouldBe("b.yml:3:3: model 'churn' is declared twice; the other one is at a.yml:3:3");

    [Theory]
    [InlineData("ledger: https://github.com/acme/ledger.git")]
    [InlineData("privacy: show")]
    public void What_holds_for_the_whole_repository_stands_in_the_first_file_only(string line) =>
        AssayYml
            .Problem("version: 1\ninclude: [a.yml]\n", ("a.yml", $"version: 1\n{line}\n"))
            .ShouldContain("stands in the including file only; move it there");

    [Fact]
    public async Task Included_files_may_take_time_to_come_as_those_of_a_commit_do()
    {
        var project = await SettingsReader.ReadAsync(
            Root,
            "assay.yml",
            (path, _) => Task.FromResult(path == "services/churn/assay.yml" ? Churn : null),
            TestContext.Current.CancellationToken
        );
        project.Models.ShouldContainKey("churn");
    }
}
