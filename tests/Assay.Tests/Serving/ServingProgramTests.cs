using Assay.Tests.Git;
using Assay.Toolkit;

namespace Assay.Tests.Serving;

public sealed class ServingProgramTests
{
    [Fact]
    public void The_server_lies_beside_the_program() => File.Exists(ServingProgram.Path).ShouldBeTrue();

    [Fact]
    public void A_program_without_its_server_says_which_file_is_missing_and_where_to_get_it()
    {
        var folder = Directory.CreateTempSubdirectory("assay-serving-");

        var error = Should.Throw<OperationError>(() => ServingProgram.In(folder.FullName));

        error.Message.ShouldContain(Path.Combine(folder.FullName, "serving", "assay-serving"));
        error.Message.ShouldContain("dotnet build src/Assay");
        folder.Delete();
    }

    [Fact]
    public void It_is_started_on_the_runtime_that_this_program_runs_on()
    {
        var none = Workspace.Environment with { Variables = Workspace.Environment.Variables.Remove("DOTNET_ROOT") };

        var root = ServingProgram.Variables(none)["DOTNET_ROOT"];

        Directory.Exists(Path.Combine(root, "shared", "Microsoft.NETCore.App")).ShouldBeTrue(root);
    }

    [Fact]
    public void A_runtime_that_was_chosen_stays() =>
        ServingProgram
            .Variables(
                Workspace.Environment with
                {
                    Variables = Workspace.Environment.Variables.SetItem("DOTNET_ROOT", "/chosen"),
                }
            )["DOTNET_ROOT"]
            .ShouldBe("/chosen");
}
