using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Assay.Core.Runs;
using Assay.Serving.Server;
using Assay.Toolkit;
using Assembly = System.Reflection.Assembly;

namespace Assay.Tests.House;

/// <summary>Assay → Core, Toolkit; Assay.Serving → Core. Inside Assay: Program → Commands → adaptors → Core. Every adaptor may use the Docker engine.</summary>
public sealed class ArrowTests
{
    private const string Engine = "Engine";

    private static readonly Assembly _core = typeof(Run).Assembly;
    private static readonly Assembly _toolkit = typeof(InputError).Assembly;
    private static readonly Assembly _program = typeof(Command).Assembly;
    private static readonly Assembly _serving = typeof(ModelServer).Assembly;
    private static readonly Architecture _house = new ArchLoader().LoadAssemblies(_core, _toolkit, _program).Build();

    [Fact]
    public void Core_and_Toolkit_know_nothing_else_of_ours()
    {
        Ours(_core).ShouldBeEmpty("What Core needs of others it takes as an argument: remove the reference.");
        Ours(_toolkit).ShouldBeEmpty("Toolkit is for any program in a CI job: remove the reference.");
    }

    [Fact]
    public void The_model_server_knows_Core_alone() =>
        Ours(_serving)
            .ShouldBe(
                ["Assay.Core"],
                "It ships inside model images: what it shares with the program belongs into Core."
            );

    [Fact]
    public void No_adaptor_knows_another_adaptor_or_a_command()
    {
        var types = _house.Types.Where(type => AdaptorOf(type) is not null).ToList();
        types.Count.ShouldBeGreaterThan(50, "The adaptors were not found: did the program's assembly change its name?");
        types
            .SelectMany(type => type.Dependencies.Select(dependency => (type, dependency.Target)))
            .Where(arrow =>
                FolderOf(arrow.Target) is { Length: > 0 } and not Engine and var folder
                && folder != FolderOf(arrow.type)
            )
            .Select(arrow => $"{arrow.type.FullName} → {arrow.Target.FullName}")
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ShouldBeNone("Let the command call both, and hand a type of Core from one to the other.");
    }

    private static IEnumerable<string?> Ours(Assembly assembly) =>
        assembly
            .GetReferencedAssemblies()
            .Select(reference => reference.Name)
            .Where(name => name is not null && name.StartsWith("assay", StringComparison.OrdinalIgnoreCase));

    private static string? AdaptorOf(IType type) =>
        FolderOf(type) is { Length: > 0 } folder and not "Commands" and not "Descriptions" ? folder : null;

    // The folder of src/Assay that holds a type, empty for its root, null for a type from elsewhere.
    private static string? FolderOf(IType type) =>
        type.Assembly?.Name is not { } assembly || assembly.Split(',')[0] != "assay" ? null
        : type.Namespace.FullName.Split('.') is ["Assay", var folder, ..] ? folder
        : "";
}
