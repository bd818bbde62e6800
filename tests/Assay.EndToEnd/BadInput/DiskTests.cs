using System.Text.Json;
using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Running;
using CliWrap;

namespace Assay.EndToEnd.BadInput;

/// <summary>Disks that are full or may not be written: a message, and nothing half-written.</summary>
public sealed class DiskTests
{
    [Fact]
    public async Task A_full_disk_is_told_and_earlier_runs_are_whole()
    {
        Requires.That(Environment.IsPrivilegedProcess, "not root: a small disk cannot be mounted.");
        using var disk = new TemporaryFolder();
        await MountAsync("-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.Path);
        try
        {
            using var project = await SmallProject.MakeAsync(
                "head -c ${SIZE:-10} /dev/urandom > model.pkl",
                disk.File("project")
            );
            (await AssayProgram.RunAsync(project.Folder, ["train", "--model", "churn"])).ExitCode.ShouldBe(0);
            await File.WriteAllTextAsync(
                Path.Combine(project.Folder, "assay.yml"),
                (await File.ReadAllTextAsync(Path.Combine(project.Folder, "assay.yml"), Stop)).Replace(
                    "${SIZE:-10}",
                    "2200000",
                    StringComparison.Ordinal
                ),
                Stop
            );

            var full = await AssayProgram.RunAsync(project.Folder, ["train", "--model", "churn"]);

            full.ExitCode.ShouldBe(3, full.Log);
            full.Messages.ShouldContain("No space left on device");
            full.Messages.ShouldNotContain("   at ");
            var runs = await AssayProgram.RunAsync(project.Folder, ["runs", "list", "--json"]);
            runs.ExitCode.ShouldBe(0, runs.Log);
            JsonDocument.Parse(runs.Output).RootElement.GetArrayLength().ShouldBe(1);
        }
        finally
        {
            await Cli.Wrap("umount").WithArguments([disk.Path]).ExecuteAsync(CancellationToken.None);
        }
    }

    [Fact]
    public async Task A_repository_that_may_only_be_read_is_told_before_anything_is_trained()
    {
        Requires.That(Environment.IsPrivilegedProcess, "not root: nothing can be mounted read-only.");
        using var project = await SmallProject.MakeAsync("echo trained; echo model > model.pkl");
        await MountAsync("--bind", project.Folder, project.Folder);
        try
        {
            await MountAsync("-o", "remount,bind,ro", project.Folder);

            var refused = await AssayProgram.RunAsync(project.Folder, ["train", "--model", "churn"]);
            var listed = await AssayProgram.RunAsync(project.Folder, ["runs", "list"]);

            refused.ExitCode.ShouldBe(3, refused.Log);
            refused.Messages.ShouldContain("cannot be made, and runs are kept there");
            refused.Log.ShouldNotContain("trained");
            refused.Messages.ShouldNotContain("   at ");
            listed.ExitCode.ShouldBe(3, listed.Log);
            listed.Messages.ShouldNotContain("   at ");
        }
        finally
        {
            await Cli.Wrap("umount").WithArguments([project.Folder]).ExecuteAsync(CancellationToken.None);
        }
    }

    [Fact]
    public async Task A_report_folder_that_may_not_be_written_is_told()
    {
        using var folder = new TemporaryFolder();
        var demo = await AssayProgram.RunAsync(folder.Path, ["demo", "--out", "/proc/demo"]);

        demo.ExitCode.ShouldBe(3, demo.Log);
        demo.Messages.ShouldNotContain("   at ");
    }

    // Root in a container may often not mount.
    private static async Task MountAsync(params string[] arguments)
    {
        var mount = Requires.Program("mount", "no 'mount': install it.");
        var mounted = await Cli.Wrap(mount)
            .WithArguments(arguments)
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(Stop);
        Requires.That(
            mounted.ExitCode == 0,
            "nothing can be mounted here: the test wants a small and a read-only disk."
        );
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
