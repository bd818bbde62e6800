using Assay.EndToEnd.Machine;

namespace Assay.EndToEnd.Images;

public sealed class AssayImageTests(DockerEngine engine, AssayImage image)
{
    [Fact]
    public async Task The_image_prints_its_version()
    {
        var name = await image.NameAsync(engine);
        (await engine.DockerAsync(["run", "--rm", name, "--version"])).ShouldMatch(@"^\d+\.\d+\.\d+");
    }

    [Fact]
    public async Task The_image_is_smaller_than_200_MB()
    {
        var name = await image.NameAsync(engine);
        var bytes = long.Parse(await engine.DockerAsync(["image", "inspect", "--format", "{{.Size}}", name]));
        bytes.ShouldBeLessThan(200_000_000);
    }

    [Fact]
    public async Task Git_in_the_image_clones_and_fetches_by_HTTPS()
    {
        var name = await image.NameAsync(engine);
        const string script = """
            set -e
            git init --quiet a
            git -C a -c user.name=a -c user.email=a@example.org commit --quiet --allow-empty --message first
            git clone --quiet "file://$PWD/a" b
            git -C b log --format=%s
            git ls-remote https://127.0.0.1:1/nothing 2>&1 || true
            """;
        var printed = await engine.DockerAsync([
            "run",
            "--rm",
            "--workdir",
            "/tmp",
            "--entrypoint",
            "sh",
            name,
            "-c",
            script,
        ]);
        printed.ShouldStartWith("first\n");
        printed.ShouldContain("Failed to connect to 127.0.0.1");
    }

    [Fact]
    public async Task Every_library_in_the_image_finds_the_libraries_it_needs()
    {
        var name = await image.NameAsync(engine);
        const string script = """
            for library in /usr/lib/assay/*.so /usr/bin/git /usr/lib/git-core/git-remote-http; do
                "$(echo /lib64/ld-linux-*)" --list "$library" 2>&1 | while read -r line; do
                    case $line in *"not found"*) echo "$library: $line" ;; esac
                done
            done
            """;
        (await engine.DockerAsync(["run", "--rm", "--entrypoint", "sh", name, "-c", script])).ShouldBeEmpty();
    }
}
