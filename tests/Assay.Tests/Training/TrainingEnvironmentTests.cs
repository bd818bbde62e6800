using Assay.Toolkit;
using Assay.Training;

namespace Assay.Tests.Training;

public sealed class TrainingEnvironmentTests
{
    private static readonly Dictionary<string, string> Job = new()
    {
        ["PATH"] = "/usr/bin",
        ["HOME"] = "/home/me",
        ["CUDA_VISIBLE_DEVICES"] = "0",
        ["CONDA_TOKEN"] = "s3cret",
        ["VIRTUAL_ENV"] = "/venv",
        ["GITHUB_TOKEN"] = "s3cret",
        ["GITHUB_OUTPUT"] = "/runner/output",
        ["ACTIONS_RUNTIME_TOKEN"] = "s3cret",
        ["CI_JOB_TOKEN"] = "s3cret",
        ["INPUT_TOKEN"] = "s3cret",
        ["DOCKER_HOST"] = "unix:///var/run/docker.sock",
        ["SSH_AUTH_SOCK"] = "/tmp/agent",
        ["AWS_SECRET_ACCESS_KEY"] = "s3cret",
        ["SOMETHING_ELSE"] = "s3cret",
        ["PIP_INDEX_URL"] = "https://pypi.acme.example",
        ["WAREHOUSE_TOKEN"] = "warehouse",
        ["EMPTY"] = "",
    };

    [Fact]
    public void A_training_sees_ordinary_variables_what_was_passed_by_name_and_nothing_else()
    {
        var environment = TrainingEnvironment.Build(Job, [new("PIP_INDEX_URL")], [new("WAREHOUSE_TOKEN")]);

        environment
            .InJob([new("ASSAY_RUN_ID", "1")])
            .Keys.ShouldBe([
                "ASSAY_RUN_ID",
                "CUDA_VISIBLE_DEVICES",
                "HOME",
                "PATH",
                "PIP_INDEX_URL",
                "VIRTUAL_ENV",
                "WAREHOUSE_TOKEN",
            ]);
    }

    [Fact]
    public void A_container_has_its_images_variables_and_what_was_passed_by_name() =>
        TrainingEnvironment
            .Build(Job, [new("PIP_INDEX_URL")], [new("WAREHOUSE_TOKEN")])
            .InContainer([new("ASSAY_RUN_ID", "1")])
            .Keys.ShouldBe(["ASSAY_RUN_ID", "PIP_INDEX_URL", "WAREHOUSE_TOKEN"]);

    [Theory]
    [InlineData("GITHUB_TOKEN")]
    [InlineData("CI_JOB_TOKEN")]
    [InlineData("ACTIONS_ID_TOKEN_REQUEST_TOKEN")]
    [InlineData("GITHUB_ENV")]
    [InlineData("DOCKER_HOST")]
    public void The_jobs_own_token_is_refused_even_by_name(string name)
    {
        var location = new SourceLocation("assay.yml", 12, 17);
        var error = Should.Throw<InputError>(() => TrainingEnvironment.Build(Job, [new(name, location)], []));

        error.Message.ShouldStartWith($"assay.yml:12:17: '{name}' is never passed to a training");
    }

    [Fact]
    public void All_secrets_that_are_not_set_are_named_at_once()
    {
        var error = Should.Throw<InputError>(() => TrainingEnvironment.Build(Job, [], [new("EMPTY"), new("ABSENT")]));

        error.Problems.Length.ShouldBe(2);
        error.Message.ShouldContain("the secret 'ABSENT' is not set in this job");
        error.Message.ShouldContain("ABSENT: ${{ secrets.ABSENT }}");
    }

    [Fact]
    public void A_variable_that_is_not_set_is_left_out_and_said() =>
        TrainingEnvironment.Build(Job, [new("ABSENT")], []).Missing.ShouldHaveSingleItem().Name.ShouldBe("ABSENT");
}
