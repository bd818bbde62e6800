using System.Collections.Immutable;
using Docker.DotNet.Models;

namespace Assay.Training.Containers;

/// <summary>Everything that a training's container is made of.</summary>
/// <param name="Job">What runs in it.</param>
/// <param name="Image">The image.</param>
/// <param name="Setup">What prepares the environment first, in the same container.</param>
/// <param name="Owner">Whom the workspace belongs to.</param>
internal sealed record ContainerPlan(TrainingJob Job, TrainingImage Image, UserCommand? Setup, WorkspaceOwner Owner)
{
    /// <summary>Where a user without a home in the image finds one.</summary>
    public const string Home = "/assay/home";

    /// <summary>The label that tells the run.</summary>
    public const string Label = "org.assay.run";

    private const long SharedMemory = 1L << 30;

    // What package managers need as root; a user who is not root has none of these.
    private static readonly string[] Capabilities =
    [
        "CHOWN",
        "DAC_OVERRIDE",
        "FOWNER",
        "FSETID",
        "KILL",
        "SETGID",
        "SETUID",
    ];

    private const string Script = """sh -c "$2" || exit $?; printf '%s\n' "$1" >&2; shift 2; exec "$@" """;

    /// <summary>The workspace as the container sees it: at the same place, where it has the same kind of paths.</summary>
    public string Workspace => Target(Job.Workspace);

    /// <summary>The line that says that the setup is done.</summary>
    public string SetupDone => $"assay: setup done {Job.Environment["ASSAY_RUN_ID"]}";

    /// <param name="hostPath">The workspace as the engine's machine sees it, or null when it has no such folder.</param>
    public CreateContainerParameters Parameters(string? hostPath)
    {
        var command = Command();
        return new CreateContainerParameters
        {
            Image = Image.Id,
            Entrypoint = [command[0]],
            Cmd = [.. command[1..]],
            WorkingDir = Target(Job.Folder),
            User = Owner.ToString(),
            Env = [.. Variables().Select(v => $"{v.Key}={v.Value}")],
            Labels = new Dictionary<string, string> { [Label] = Job.Environment["ASSAY_RUN_ID"] },
            AttachStdout = true,
            AttachStderr = true,
            HostConfig = new HostConfig
            {
                Mounts = hostPath is null ? [] : [.. WorkspaceMounts(hostPath)],
                Tmpfs =
                    hostPath is not null && GitMask.IsNeeded(Job.Workspace)
                        ? new Dictionary<string, string> { [$"{Workspace}/.git"] = GitMask.EmptyFolder(Owner) }
                        : null,
                // The engine's own first process passes signals on, which a shell as the first would not.
                Init = true,
                CapDrop = ["ALL"],
                CapAdd = Capabilities,
                SecurityOpt = ["no-new-privileges"],
                // Data loaders of several processes pass their batches through it; the engine's 64 MB are too little.
                ShmSize = SharedMemory,
                LogConfig = new LogConfig { Type = "none" },
            },
        };
    }

    private IEnumerable<Mount> WorkspaceMounts(string hostPath) =>
        GitMask.IsNeeded(Job.Workspace)
            ? [WorkspaceMount(hostPath), .. GitMask.Mounts(Job.Workspace, hostPath, Workspace)]
            : [WorkspaceMount(hostPath)];

    private Mount WorkspaceMount(string hostPath) =>
        new()
        {
            Type = "bind",
            Source = hostPath,
            Target = Workspace,
        };

    private ImmutableArray<string> Command() =>
        Setup is null
            ? Job.Command.UnixArguments
            : ["sh", "-c", Script.TrimEnd(), "sh", SetupDone, Setup.AsShellLine, .. Job.Command.UnixArguments];

    private ImmutableSortedDictionary<string, string> Variables() =>
        Owner.IsRoot
            ? Job.Environment
            : Job.Environment.SetItems(
                new Dictionary<string, string>
                {
                    ["HOME"] = Home,
                    ["USER"] = "assay",
                    ["LOGNAME"] = "assay",
                }.Where(v => !Job.Environment.ContainsKey(v.Key))
            );

    private string Target(string path) =>
        OperatingSystem.IsWindows()
            ? "/workspace/" + Path.GetRelativePath(Job.Workspace, path).Replace('\\', '/')
            : path;
}
