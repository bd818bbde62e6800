using Assay.Tests.Git;

namespace Assay.Tests.Commands;

/// <summary>A workflow hands on secrets whose names it cannot know.</summary>
public sealed class TrainingSecretsTests
{
    private const string Settings = """
        version: 1
        models:
          churn:
            task: binary
            train:
              command: 'printf "%s|%s" "$TOKEN_OF_MINE" "$OTHER_NAME" > got.txt; echo "$TOKEN_OF_MINE"'
              secrets: [TOKEN_OF_MINE]

        """;

    [Fact]
    public async Task A_training_gets_those_that_its_settings_name_and_none_is_shown()
    {
        using var workspace = new Workspace();
        var (clone, answer) = await TrainAsync(workspace, "TOKEN_OF_MINE=s3cret=value\n\nOTHER_NAME=another-one\n");

        answer.Exit.ShouldBe(ExitCode.Done, answer.Messages);
        (await File.ReadAllTextAsync(Path.Combine(clone, "got.txt"), Workspace.Token)).ShouldBe("s3cret=value|");
        (answer.Messages + answer.Results).ShouldNotContain("s3cret=value");
    }

    [Theory]
    [InlineData("TOKEN_OF_MINE=")]
    [InlineData("OTHER_NAME=another-one")]
    public async Task One_that_is_empty_or_not_among_them_is_named_with_where_to_give_it(string secrets)
    {
        using var workspace = new Workspace();
        var (_, answer) = await TrainAsync(workspace, secrets);

        answer.Exit.ShouldBe(ExitCode.WrongRequest);
        answer.Messages.ShouldContain("the secret 'TOKEN_OF_MINE' is not set in this job");
        answer.Messages.ShouldContain("a line NAME=VALUE of its secret ASSAY_SECRETS");
    }

    [Fact]
    public async Task A_line_without_a_name_is_told_by_its_number_and_not_shown()
    {
        using var workspace = new Workspace();
        var (_, answer) = await TrainAsync(workspace, "TOKEN_OF_MINE=s3cret-value\nhunter2hunter2");

        answer.Exit.ShouldBe(ExitCode.WrongRequest);
        answer.Messages.ShouldContain("secrets: line 2 is none of NAME=VALUE");
        answer.Messages.ShouldNotContain("hunter2");
    }

    private static async Task<(string Clone, Answer Answer)> TrainAsync(Workspace workspace, string secrets)
    {
        var clone = await workspace.InitAsync("here");
        await Workspace.CommitAsync(clone, "assay.yml", Settings);
        var shell = new Shell(clone);
        var given = new Shell(clone)
        {
            Environment = shell.Environment with
            {
                Variables = shell.Environment.Variables.SetItem("ASSAY_SECRETS", secrets),
            },
        };
        return (clone, await given.AssayAsync("train", "--model", "churn"));
    }
}
