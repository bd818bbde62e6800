using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Assay.Models;

/// <summary>ONNX Runtime's own reports to its maker, which its published builds send unless they are told not to (its docs/Privacy.md).</summary>
internal static class OnnxTelemetry
{
    /// <summary>The variable that it reads once, before anything else.</summary>
    public const string Switch = "ORT_DISABLE_TELEMETRY";

    private static readonly Lazy<bool> _off = new(Disable);

    /// <summary>Turns them off. To be called before a session is opened; of no effect after the first time.</summary>
    public static void TurnOff() => _ = _off.Value;

    private static bool Disable()
    {
        if (!OperatingSystem.IsWindows())
        {
            // What .NET sets in its own copy of the environment no library sees.
            _ = SetVariable(Switch, "1", 1);
        }

        OrtEnv.Instance().DisableTelemetryEvents();
        return true;
    }

    [DllImport("libc", EntryPoint = "setenv")]
    private static extern int SetVariable(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string name,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string value,
        int overwrite
    );
}
