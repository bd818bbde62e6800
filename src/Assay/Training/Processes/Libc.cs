using System.Runtime.InteropServices;

namespace Assay.Training.Processes;

/// <summary>
/// The calls that .NET's own Process lacks: a child in a session of its own, signals to all of it, and what it used.
/// Linux and macOS.
/// </summary>
internal static class Libc
{
    public const int SigInt = 2;
    public const int SigQuit = 3;
    public const int SigKill = 9;
    public const int SigPipe = 13;
    public const int SigTerm = 15;

    /// <summary>Large enough for any of glibc's, musl's and macOS' opaque structures (the largest has 336 bytes).</summary>
    public const int OpaqueSize = 512;

    public const short SpawnSetSigDefault = 0x04;
    public const short SpawnSetSigMask = 0x08;

    public static short SpawnSetSession => OperatingSystem.IsMacOS() ? (short)0x400 : (short)0x80;

    public const int WaitForPid = 1;
    public static int WaitExitedKeepZombie => OperatingSystem.IsMacOS() ? 0x04 | 0x20 : 0x04 | 0x0100_0000;

    [DllImport("libc", EntryPoint = "posix_spawnp")]
    public static extern int Spawn(out int pid, nint file, byte[] actions, byte[] attributes, nint[] argv, nint[] envp);

    [DllImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    public static extern int InitActions(byte[] actions);

    [DllImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    public static extern int DestroyActions(byte[] actions);

    [DllImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    public static extern int AddDuplicate(byte[] actions, int from, int to);

    [DllImport("libc", EntryPoint = "posix_spawn_file_actions_addchdir_np")]
    public static extern int AddFolder(byte[] actions, nint path);

    [DllImport("libc", EntryPoint = "posix_spawnattr_init")]
    public static extern int InitAttributes(byte[] attributes);

    [DllImport("libc", EntryPoint = "posix_spawnattr_destroy")]
    public static extern int DestroyAttributes(byte[] attributes);

    [DllImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    public static extern int SetFlags(byte[] attributes, short flags);

    [DllImport("libc", EntryPoint = "posix_spawnattr_setsigdefault")]
    public static extern int SetDefaultSignals(byte[] attributes, byte[] signals);

    [DllImport("libc", EntryPoint = "posix_spawnattr_setsigmask")]
    public static extern int SetSignalMask(byte[] attributes, byte[] signals);

    [DllImport("libc", EntryPoint = "sigemptyset")]
    public static extern int EmptySignals(byte[] signals);

    [DllImport("libc", EntryPoint = "sigaddset")]
    public static extern int AddSignal(byte[] signals, int signal);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static extern int Kill(int pid, int signal);

    [DllImport("libc", EntryPoint = "prctl")]
    public static extern int Control(int option, nint a, nint b, nint c, nint d);

    [DllImport("libc", EntryPoint = "statx")]
    public static extern int State(
        int folder,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path,
        int flags,
        uint mask,
        byte[] state
    );

    [DllImport("libc", EntryPoint = "lchown")]
    public static extern int ChangeOwner([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint user, uint group);

    [DllImport("libc", EntryPoint = "waitid", SetLastError = true)]
    public static extern int WaitId(int kind, int pid, byte[] info, int options);

    [DllImport("libc", EntryPoint = "wait4", SetLastError = true)]
    public static extern int Wait4(int pid, out int status, int options, out ResourceUsage usage);

    /// <summary><c>struct rusage</c> on 64-bit Linux and macOS.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct ResourceUsage
    {
        public TimeValue User;
        public TimeValue System;
        public long MaxResident;

        [MarshalAs(UnmanagedType.ByValArray, SizeConst = 13)]
        public long[] Rest;

        /// <summary>Largest resident size in bytes; Linux counts in KiB.</summary>
        public readonly long PeakBytes => OperatingSystem.IsMacOS() ? MaxResident : MaxResident * 1024;

        public readonly double CpuSeconds => User.TotalSeconds + System.TotalSeconds;
    }

    /// <summary><c>struct timeval</c>; macOS has 32 bits of microseconds and padding.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct TimeValue
    {
        public long Seconds;
        public long Microseconds;

        public readonly double TotalSeconds => Seconds + (int)Microseconds / 1e6;
    }
}
