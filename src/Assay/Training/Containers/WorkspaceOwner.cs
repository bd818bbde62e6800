using System.Buffers.Binary;
using System.Globalization;
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

    public bool IsRoot => User == 0;

    /// <returns>Root where the system has no such owners: there the engine's machine maps them itself.</returns>
    public static WorkspaceOwner Of(string path)
    {
        var state = new byte[Libc.OpaqueSize];
        return OperatingSystem.IsLinux() && Libc.State(CurrentFolder, path, 0, OwnerAndGroup, state) == 0
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

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{User}:{Group}");
}
