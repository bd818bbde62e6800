using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Assay.Toolkit;

namespace Assay;

/// <summary>
/// The program <c>assay-serving</c>, which is the model server and the gateway: in the folder <c>serving</c> beside this one, or,
/// where both were published with one runtime, beside it.
/// </summary>
internal static class ServingProgram
{
    private const string Root = "DOTNET_ROOT";
    private static readonly string _file = OperatingSystem.IsWindows() ? "assay-serving.exe" : "assay-serving";

    /// <summary>Its absolute path.</summary>
    /// <exception cref="OperationError">when it is not there.</exception>
    public static string Path => In(AppContext.BaseDirectory);

    /// <summary>Its absolute path, beside a program in <paramref name="folder"/>.</summary>
    /// <exception cref="OperationError">when it is not there.</exception>
    public static string In(string folder)
    {
        string[] places = [System.IO.Path.Combine(folder, "serving", _file), System.IO.Path.Combine(folder, _file)];
        return places.FirstOrDefault(File.Exists)
            ?? throw new OperationError(
                $"the model server is missing: there is no '{places[0]}'. Build the whole program again ('dotnet build src/Assay'), "
                    + "or take a release's archive or image, which have it"
            );
    }

    /// <summary>
    /// The environment to start it with. Where this program runs on a shared .NET runtime, so does that one, and a runtime that
    /// is in no usual place is found by DOTNET_ROOT alone.
    /// </summary>
    public static ImmutableDictionary<string, string> Variables(RunnerEnvironment environment) =>
        environment.Variable(Root) is null && SharedRuntime is var (root, _)
            ? environment.Variables.SetItem(Root, root)
            : environment.Variables;

    /// <summary>The shared .NET runtime that this program runs on; null where it brings its own.</summary>
    public static (string Root, string Version)? SharedRuntime
    {
        get
        {
            // ROOT/shared/Microsoft.NETCore.App/10.0.1/; a program that brings its runtime has it in its own folder.
            var folder = System.IO.Path.TrimEndingDirectorySeparator(RuntimeEnvironment.GetRuntimeDirectory());
            var root = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, "..", "..", ".."));
            return Directory.Exists(System.IO.Path.Combine(root, "host", "fxr"))
                ? (root, System.IO.Path.GetFileName(folder))
                : null;
        }
    }
}
