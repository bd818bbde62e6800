using System.Formats.Tar;
using Assay.Images.Machine;
using Assay.Tests.Git;

namespace Assay.Tests.Images;

/// <summary>The model server's image made of what a machine has.</summary>
public sealed class MachineServerTests
{
    [Fact]
    public async Task It_holds_the_server_its_runtime_and_the_libraries_that_both_are_loaded_with_and_is_the_same_again()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Of Linux alone.");
        using var workspace = new Workspace();
        var (root, version) = ServingProgram.SharedRuntime.ShouldNotBeNull();
        var server = new MachineServer(ServingProgram.Path, root, version);

        var image = await server.AssembleAsync(workspace.Folder, Workspace.Token);
        var again = await server.AssembleAsync(workspace.Folder, Workspace.Token);

        again.ConfigDigest.ShouldBe(image.ConfigDigest);
        var names = new List<string>();
        foreach (var layer in image.Layers)
        {
            await using var tar = new TarReader(File.OpenRead(layer.File!));
            while (await tar.GetNextEntryAsync(copyData: false, Workspace.Token) is { } entry)
            {
                names.Add(entry.Name);
            }
        }

        names.ShouldContain("usr/lib/assay/serving/assay-serving");
        names.ShouldContain($"usr/lib/dotnet/host/fxr/{version}/libhostfxr.so");
        names.ShouldContain($"usr/lib/dotnet/shared/Microsoft.AspNetCore.App/{version}/Microsoft.AspNetCore.dll");
        names.ShouldContain(name => name.StartsWith("usr/lib/assay/libraries/libstdc++.so."));
        names.ShouldContain(name => name.StartsWith("usr/lib/assay/libraries/libssl.so."));
        names.ShouldContain(ElfInterpreter.Of(ServingProgram.Path)!.TrimStart('/'));
        names.ShouldNotContain(name => name.EndsWith(".pdb") || name.EndsWith("libmscordaccore.so"));
    }

    [Fact]
    public void A_script_names_no_loader()
    {
        using var workspace = new Workspace();
        var text = Path.Combine(workspace.Folder, "text");
        File.WriteAllText(text, "#!/bin/sh\n");

        ElfInterpreter.Of(text).ShouldBeNull();
    }
}
