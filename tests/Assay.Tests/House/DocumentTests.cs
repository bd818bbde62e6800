using System.Text.RegularExpressions;

namespace Assay.Tests.House;

public sealed partial class DocumentTests
{
    [Fact]
    public void Every_link_to_a_file_finds_it() =>
        SourceFile
            .Markdown()
            .SelectMany(file =>
                Link().Matches(Prose(file)).Select(match => match.Groups[1].Value).Select(link => (file, link))
            )
            .Where(found => !SourceFile.Exists(Path.Combine(FolderOf(found.file), found.link)))
            .Select(found => $"{found.file.Path}: {found.link}")
            .ShouldBeNone("Mend the link, or bring the file back.");

    [Fact]
    public void Every_path_that_the_guides_name_is_there() =>
        ((string[])["CONTRIBUTING.md", "docs/architecture.md", "docs/verified.md"])
            .SelectMany(guide =>
                NamedPath().Matches(SourceFile.At(guide).Text).Select(match => (guide, match.Groups[1].Value))
            )
            .Where(found => !SourceFile.Exists(found.Value))
            .Select(found => $"{found.guide}: {found.Value}")
            .ShouldBeNone("Name the file that does it now.");

    [Fact]
    public void CI_runs_the_test_command_of_the_read_me()
    {
        SourceFile.At("README.md").Text.ShouldContain("```bash\ndotnet test\n```");
        SourceFile.At(".ci/run").Text.ShouldContain(" dotnet test ");
        SourceFile.At(".github/workflows/ci.yml").Text.ShouldContain("- run: dotnet test\n");
    }

    [Fact]
    public void The_workflow_in_the_read_me_is_the_template_that_users_copy()
    {
        var template = SourceFile.At("workflows-templates/github/model-pr.yml").Text;
        var lines = template.Split('\n').Where(line => !line.StartsWith('#'));
        SourceFile.At("README.md").Text.ShouldContain($"```yaml\n{string.Join('\n', lines)}```");
    }

    private static string FolderOf(SourceFile file) => Path.GetDirectoryName(file.Path) ?? "";

    // Code blocks hold other people's links.
    private static string Prose(SourceFile file) => CodeBlock().Replace(file.Text, "");

    [GeneratedRegex(@"\]\((?!https?:|mailto:|#)([^)#\s]+)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`((?:src|tests|docs|bench|examples|actions|docker|\.ci|\.github)/[\w./-]+)`")]
    private static partial Regex NamedPath();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
