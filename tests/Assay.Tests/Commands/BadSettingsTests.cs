using Assay.Tests.Git;

namespace Assay.Tests.Commands;

/// <summary>What a wrong assay.yml, repository or command line gets: one message that says where, what and what to do.</summary>
public sealed class BadSettingsTests
{
    private const string Good = """
        version: 1
        models:
          churn:
            task: binary
            train: { command: "true" }

        """;

    [Theory]
    [InlineData("", "assay.yml: error: is empty; it begins with 'version: 1'")]
    [InlineData("version: 1\nmodels:\n\tchurn: {}\n", "assay.yml:3:1: error: a tab indents this line")]
    [InlineData("version: 1\nversion: 1\n", "assay.yml:2:1: error: key 'version' is given twice")]
    [InlineData("version: 1\nmodles: {}\n", "assay.yml:2:1: error: unknown key 'modles'")]
    [InlineData("version: 1\n\u000f: 2\n", "holds the control character")]
    [InlineData("[1, 2]", "assay.yml:1:1: error: a list in assay.yml: expected a mapping")]
    [InlineData("version: 1\n---\nversion: 1\n", "one file holds one")]
    [InlineData("version: 1\ninclude: [../x.yml]\n", "expected a path that stays in the repository")]
    [InlineData("version: 1\ninclude: [assay.yml]\n", "include each file once")]
    [InlineData("version: 1\nmodels: {churn: {task: binary}}\n", "models.churn has no 'train' section")]
    [InlineData("version: 1\n# caf\uFFFD\n", "assay.yml:2:6: error: holds bytes that are not UTF-8; save it as UTF-8")]
    [InlineData(
        "version: 1\nmodels: {churn: {task: binary, train: {command: true}}}\n",
        "expected a shell line, or a list of arguments; put it in quotes, 'true', if that is what it is"
    )]
    [InlineData(
        "version: 1\nmodels: {churn: {task: binary, train: {command: \"a\\0b\"}}}\n",
        "expected a command without NUL"
    )]
    public async Task A_wrong_file_is_refused_with_its_place(string settings, string message)
    {
        using var repository = await RepositoryAsync(settings);

        var answer = await new Shell(repository.Folder).AssayAsync("train", "--model", "churn");

        MustBeRefused(answer, message);
    }

    [Fact]
    public async Task Without_a_file_the_message_shows_one()
    {
        using var repository = await RepositoryAsync(Good);
        File.Delete(Path.Combine(repository.Folder, "assay.yml"));

        foreach (var command in (string[])["train", "log-run", "evaluate-gate"])
        {
            var answer = await new Shell(repository.Folder).AssayAsync(command, "--model", "churn");
            MustBeRefused(answer, "there is no assay.yml in");
            answer.Messages.ShouldContain("train: { command: python train.py");
        }
    }

    [Theory]
    [InlineData("/etc/hostname", "leads out of the repository")]
    [InlineData("assay.yml", "leads in circles")]
    public async Task A_file_that_is_a_link_to_elsewhere_is_refused(string target, string message)
    {
        using var repository = await RepositoryAsync(Good);
        var file = Path.Combine(repository.Folder, "assay.yml");
        File.Delete(file);
        File.CreateSymbolicLink(file, target);

        MustBeRefused(await new Shell(repository.Folder).AssayAsync("train", "--model", "churn"), message);
    }

    [Theory]
    [InlineData(
        "there is no model 'chrun'; assay.yml declares 'churn'. Did you mean 'churn'?",
        "train",
        "--model",
        "chrun"
    )]
    [InlineData("there is no model '../x'", "train", "--model", "../x")]
    [InlineData("unknown command 'trian' (did you mean 'train'?)", "trian")]
    [InlineData("unknown option '--modle' (did you mean '--model'?)", "train", "--modle", "churn")]
    [InlineData("--model is missing", "train")]
    [InlineData("--retries '99' is not a number of attempts", "train", "--model", "churn", "--retries", "99")]
    [InlineData("--timeout-minutes '-1' is no time", "train", "--model", "churn", "--timeout-minutes", "-1")]
    [InlineData("--image 'A B': expected a container image's name", "train", "--model", "churn", "--image", "A B")]
    [InlineData("--version 'banana' is not a version", "register", "--model", "churn", "--version", "banana")]
    [InlineData("is not a version; expected MODEL@VERSION", "lineage", "nonsense")]
    [InlineData("nothing.bundle': correct the path", "runs", "import", "nothing.bundle")]
    [InlineData("--model '../x' cannot be a model; expected a name of letters", "register", "--model", "../x")]
    [InlineData("--model 'a b' cannot be a model", "promote", "--model", "a b", "--stage", "prod")]
    [InlineData("--model '-x' cannot be a model", "rollback", "--model", "-x", "--stage", "prod")]
    [InlineData("'assay promote' puts a version in one", "rollback", "--model", "churn", "--stage", "prod")]
    [InlineData("--retries 'x': expected a whole number", "train", "--model", "churn", "--retries", "x")]
    [InlineData("--bump 'huge': expected one of major, minor, patch", "register", "--model", "churn", "--bump", "huge")]
    [InlineData("a switch takes none", "train", "--model", "churn", "--fresh=maybe")]
    [InlineData("1 run was named; expected 2 to 20", "runs", "compare", "latest")]
    [InlineData("'runs' needs a second word", "runs")]
    [InlineData("unknown command 'frobnicate'", "frobnicate", "--help")]
    [InlineData("--tag 'a\\u000ab' is not a tag's name", "train", "--model", "churn", "--tag", "a\nb=1")]
    [InlineData("is not a bundle of runs", "runs", "import", "assay.yml")]
    public async Task A_wrong_command_line_is_refused(string message, params string[] arguments)
    {
        using var repository = await RepositoryAsync(Good);

        MustBeRefused(await new Shell(repository.Folder).AssayAsync(arguments), message);
    }

    [Fact]
    public async Task An_unknown_command_is_one_mistake_whatever_follows_it()
    {
        using var repository = await RepositoryAsync(Good);

        var answer = await new Shell(repository.Folder).AssayAsync("trian", "--model", "churn");

        answer.Messages.TrimEnd().ShouldBe("error: unknown command 'trian' (did you mean 'train'?); see assay --help");
    }

    [Fact]
    public async Task Outside_of_a_repository_the_message_says_how_to_make_one()
    {
        using var workspace = new Workspace();

        var answer = await new Shell(workspace.Folder).AssayAsync("train", "--model", "churn");

        MustBeRefused(answer, "no git repository in");
        answer.Messages.ShouldContain("git init");
    }

    [Fact]
    public async Task A_refusal_is_a_JSON_document_where_one_was_asked_for()
    {
        using var repository = await RepositoryAsync("version: 1\nmodles: {}\n");

        var answer = await new Shell(repository.Folder).AssayAsync("train", "--model", "churn", "--json");

        var problem = answer.Json.GetProperty("problems")[0];
        problem.GetProperty("file").GetString().ShouldBe("assay.yml");
        problem.GetProperty("line").GetInt32().ShouldBe(2);
    }

    private static void MustBeRefused(Answer answer, string message)
    {
        answer.Exit.ShouldBe(ExitCode.WrongRequest, answer.Messages);
        answer.Messages.ShouldContain(message);
        answer.Messages.ShouldNotContain("   at ");
        answer.Results.ShouldBeEmpty();
    }

    private static async Task<TemporaryClone> RepositoryAsync(string settings)
    {
        var workspace = new Workspace();
        var clone = await workspace.InitAsync("here");
        await File.WriteAllTextAsync(Path.Combine(clone, "assay.yml"), settings, Workspace.Token);
        return new TemporaryClone(workspace, clone);
    }

    private sealed record TemporaryClone(Workspace Workspace, string Folder) : IDisposable
    {
        public void Dispose() => Workspace.Dispose();
    }
}
