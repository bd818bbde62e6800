using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using Assay.Toolkit;
using CliWrap;
using CliWrap.Buffered;
using CliWrap.Exceptions;

namespace Assay.Images.Machine;

/// <summary>The system's libraries that programs are run with here: their files, as the dynamic loader finds them.</summary>
/// <param name="loader">The loader.</param>
internal sealed class LoadedLibraries(string loader)
{
    // Opened by name while a program runs, so that no list of what it needs shows them.
    private static readonly string[] Cryptography = ["libssl.so", "libcrypto.so"];
    private static readonly string[] Names = ["libnss_dns.so.2", "libnss_files.so.2", "libresolv.so.2"];

    /// <summary>The files by the names that programs know them by.</summary>
    /// <param name="programs">Programs and libraries, absolute.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="OperationError">when the loader finds one of them not, or says nothing.</exception>
    public async Task<ImmutableSortedDictionary<string, string>> OfAsync(
        IEnumerable<string> programs,
        CancellationToken cancellationToken
    )
    {
        var found = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, file) in Opened())
        {
            found[name] = file;
        }

        foreach (var program in programs.Concat(found.Values.ToArray()))
        {
            foreach (var (name, file) in await NeededAsync(program, cancellationToken).ConfigureAwait(false))
            {
                found[name] = file;
            }
        }

        if (found.TryGetValue("libc.so.6", out var libc))
        {
            // A C library before 2.34 looks hosts up with these.
            foreach (var name in Names.Where(name => File.Exists(Beside(libc, name))))
            {
                found[name] = Beside(libc, name);
            }
        }

        return found.ToImmutable();
    }

    private async Task<List<(string Name, string File)>> NeededAsync(
        string program,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var listed = await Cli.Wrap(loader)
                .WithArguments(["--list", program])
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(cancellationToken)
                .ConfigureAwait(false);
            return
            [
                .. listed.StandardOutput.Split('\n').Select(line => Parse(program, line)).OfType<(string, string)>(),
            ];
        }
        catch (Exception e) when (e is CliWrapException or System.ComponentModel.Win32Exception)
        {
            throw new OperationError($"the dynamic loader '{loader}' cannot be run: {e.Message}", e);
        }
    }

    // "libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x…)"; the loader itself and what the kernel gives have no arrow.
    private static (string Name, string File)? Parse(string program, string line)
    {
        if (line.Split(" => ") is not [var name, var rest])
        {
            return null;
        }

        var file = rest.Split(" (0x")[0].Trim();
        return File.Exists(file)
            ? (name.Trim(), file)
            : throw new OperationError($"'{program}' needs {name.Trim()}, which this machine does not have");
    }

    // OpenSSL, of which .NET takes what it finds: what it has taken for this program.
    private static IEnumerable<(string Name, string File)> Opened()
    {
        SHA256.HashData([]);
        using var process = Process.GetCurrentProcess();
        foreach (ProcessModule module in process.Modules)
        {
            if (Cryptography.Any(name => Path.GetFileName(module.FileName).StartsWith(name, StringComparison.Ordinal)))
            {
                yield return (NameOf(module.FileName), module.FileName);
            }
        }
    }

    // libssl.so.3.0.7 is asked for as libssl.so.3, the shortest of the links to it that has a number.
    private static string NameOf(string file)
    {
        var stem = Path.GetFileName(file).Split(".so")[0] + ".so.";
        return Directory
            .EnumerateFiles(Path.GetDirectoryName(file)!)
            .Where(link => Path.GetFileName(link).StartsWith(stem, StringComparison.Ordinal))
            .Where(link => link == file || File.ResolveLinkTarget(link, returnFinalTarget: true)?.FullName == file)
            .Select(link => Path.GetFileName(link))
            .OrderBy(name => name.Length)
            .First();
    }

    private static string Beside(string file, string name) => Path.Combine(Path.GetDirectoryName(file)!, name);
}
