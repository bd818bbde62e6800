using System.Buffers.Binary;
using System.Globalization;
using System.IO.Enumeration;
using Assay.Training.Processes;

namespace Assay.Training.Containers;

/// <summary>Whom the workspace belongs to, and so whom a container's files are to belong to.</summary>
/// <param name="User">User id.</param>
/// <param name="Group">Group id.</param>
internal sealed record WorkspaceOwner(uint User, uint Group)
{
    private const int CurrentFolder = -100;
    private const uint OwnerAndGroup = 0x18;

    // struct statx: https://man7.org/linux/man-pages/man2/statx.2.html
    private const int UserOffset = 20;
    private const int GroupOffset = 24;

    // AT_SYMLINK_NOFOLLOW
    private const int LinkItself = 0x100;

    public bool IsRoot => User == 0;

    /// <returns>Root where the system has no such owners: there the engine's machine maps them itself.</returns>
    public static WorkspaceOwner Of(string path) => Of(path, flags: 0);

    private static WorkspaceOwner Of(string path, int flags)
    {
        var state = new byte[Libc.OpaqueSize];
        return OperatingSystem.IsLinux() && Libc.State(CurrentFolder, path, flags, OwnerAndGroup, state) == 0
            ? new WorkspaceOwner(
                BinaryPrimitives.ReadUInt32LittleEndian(state.AsSpan(UserOffset)),
                BinaryPrimitives.ReadUInt32LittleEndian(state.AsSpan(GroupOffset))
            )
            : new WorkspaceOwner(0, 0);
    }

    /// <summary>Gives a file to the owner; only root may, and nobody else needs to.</summary>
    public void Own(string path)
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Libc.ChangeOwner(path, User, Group);
        }
    }

    /// <summary>
    /// Gives to the workspace's owner what root made in folders of it, so that a later job, which is no root, can remove it.
    /// Does nothing for who is not root, or where the workspace is root's.
    /// </summary>
    /// <param name="workspace">The workspace, absolute.</param>
    /// <param name="isRoot">Whether this process is root.</param>
    /// <param name="folders">Folders, absolute; those that are not there are left out.</param>
    public static void GiveBack(string workspace, bool isRoot, params ReadOnlySpan<string> folders)
    {
        if (!isRoot || !OperatingSystem.IsLinux() || Of(workspace) is not { IsRoot: false } owner)
        {
            return;
        }

        foreach (var folder in folders)
        {
            if (Directory.Exists(folder) && new FileInfo(folder).LinkTarget is null)
            {
                owner.OwnWhatIsRoots(folder);
                foreach (var entry in EntriesIn(folder))
                {
                    owner.OwnWhatIsRoots(entry);
                }
            }
        }
    }

    // A training may have left a link to what is root's for a reason, such as the engine's socket.
    private static FileSystemEnumerable<string> EntriesIn(string folder) =>
        new(
            folder,
            (ref FileSystemEntry entry) => entry.ToFullPath(),
            new EnumerationOptions
            {
                RecurseSubdirectories = true,
                AttributesToSkip = FileAttributes.None,
                IgnoreInaccessible = true,
            }
        )
        {
            ShouldRecursePredicate = (ref FileSystemEntry entry) =>
                (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        };

    private void OwnWhatIsRoots(string path)
    {
        if (Of(path, LinkItself).IsRoot)
        {
            Own(path);
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{User}:{Group}");
}
