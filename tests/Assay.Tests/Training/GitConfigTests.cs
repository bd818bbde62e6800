using Assay.Training.Checkout;
using CliWrap;
using CliWrap.Buffered;
using CsCheck;

namespace Assay.Tests.Training;

public sealed class GitConfigTests : IDisposable
{
    private readonly TemporaryWorkspace _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("http.https://github.com/.extraheader", "AUTHORIZATION: basic eA==")]
    [InlineData("http.extraHeader", "Authorization: Bearer x")]
    [InlineData("credential.helper", "store --file=/tmp/x")]
    [InlineData("credential.https://gitlab.com.helper", "!f() { echo password=x; }; f")]
    [InlineData("url.https://oauth2:x@gitlab.com/.insteadof", "git@gitlab.com:")]
    [InlineData("core.sshcommand", "ssh -i /tmp/key")]
    public void An_entry_that_lets_its_reader_act_as_someone_is_left_out(string key, string value) =>
        new GitConfigEntry(key, value).WithoutCredentials().ShouldBeNull();

    [Theory]
    [InlineData("https://gitlab-ci-token:x@gitlab.com/a/b.git", "https://gitlab.com/a/b.git")]
    [InlineData("http://x@127.0.0.1:8080/a/b.git", "http://127.0.0.1:8080/a/b.git")]
    [InlineData("https://github.com/a/b@1.git", "https://github.com/a/b@1.git")]
    [InlineData("ssh://git@github.com/a/b.git", "ssh://git@github.com/a/b.git")]
    [InlineData("git@github.com:a/b.git", "git@github.com:a/b.git")]
    [InlineData("../b.git", "../b.git")]
    public void An_address_loses_its_user_and_password(string value, string shown) =>
        new GitConfigEntry("remote.origin.url", value).WithoutCredentials()?.Value.ShouldBe(shown);

    [Fact]
    public void A_private_key_is_found() =>
        new GitConfigEntry(
            "core.sshcommand",
            "\"/usr/bin/ssh\" -i \"/runner/temp/my key\" -o StrictHostKeyChecking=yes"
        ).PrivateKeyPath.ShouldBe("/runner/temp/my key");

    [Fact]
    public void Git_reads_a_written_configuration_as_it_was() =>
        Gen.Select(Gen.Char[" \t\n\\\"#;=ab"].Array[0, 12], Gen.Char["./:@\\\"ab "].Array[1, 8])
            .Sample(
                (value, subsection) =>
                {
                    var entries = new[]
                    {
                        new GitConfigEntry("core.bare", null),
                        new GitConfigEntry($"remote.{new string(subsection)}.url", new string(value)),
                    };
                    File.WriteAllText(_folder["config"], GitConfigText.Write(entries));

                    var listing = Cli.Wrap("git")
                        .WithArguments(["config", "--file", _folder["config"], "--list", "-z"])
                        .ExecuteBufferedAsync()
                        .Task.Result.StandardOutput;

                    GitConfigEntry.ParseList(listing).ShouldBe(entries);
                },
                iter: 30,
                threads: 1
            );
}
