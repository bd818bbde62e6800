using Assay.Settings;
using Assay.Toolkit;

namespace Assay.Tests.Settings;

public sealed class SettingsFileTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("assay-settings-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_file_and_what_it_includes_are_read_from_the_disk()
    {
        Write("assay.yml", "version: 1\ninclude: [a/assay.yml]\n");
        Write("a/assay.yml", AssayYml.Small);
        SettingsFile.Read(_root).Models["churn"].Folder.ShouldBe("a");
    }

    [Fact]
    public void No_file_is_answered_with_the_folder_and_a_beginning()
    {
        var message = Should.Throw<InputError>(() => SettingsFile.Read(_root)).Message;
        message.ShouldStartWith($"there is no assay.yml in {_root}");
        message.ShouldContain("docs/assay-yml.md");
        var example = message[message.IndexOf("version: 1", StringComparison.Ordinal)..message.LastIndexOf('\n')];
        AssayYml.Read("  " + example).Models.ShouldContainKey("churn");
    }

    [Fact]
    public void A_file_with_the_other_ending_is_found_out()
    {
        Write("assay.yaml", AssayYml.Small);
        Should
            .Throw<InputError>(() => SettingsFile.Read(_root))
            .Message.ShouldBe($"{_root} holds assay.yaml; rename it to assay.yml");
    }

    [Fact]
    public void A_link_that_leads_out_of_the_repository_is_not_followed()
    {
        Write("assay.yml", "version: 1\ninclude: [a/assay.yml]\n");
        var outside = Directory.CreateTempSubdirectory("assay-outside-").FullName;
        File.WriteAllText(Path.Combine(outside, "assay.yml"), AssayYml.Small);
        Directory.CreateSymbolicLink(Path.Combine(_root, "a"), outside);
        Should
            .Throw<InputError>(() => SettingsFile.Read(_root))
            .Message.ShouldBe("a/assay.yml: is a link that leads out of the repository; put the file itself here");
        Directory.Delete(outside, recursive: true);
    }

    [Fact]
    public void A_link_that_stays_in_the_repository_is_followed()
    {
        Write("config/assay.yml", AssayYml.Small);
        File.CreateSymbolicLink(Path.Combine(_root, "assay.yml"), "config/assay.yml");
        SettingsFile.Read(_root).Models.ShouldContainKey("churn");
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
