using System.Collections.Immutable;
using Assay.Core.Runs;
using Assay.Training.Files;
using Assay.Training.Setup;

namespace Assay.Tests.Training;

public sealed class SetupTests : IDisposable
{
    private static readonly UserCommand Install = UserCommand.OfShell("pip install -r deps/extra.in -c c.txt");
    private readonly TemporaryWorkspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Lock_files_are_the_usual_ones_and_those_that_the_setup_names()
    {
        foreach (
            var name in new[] { "requirements.txt", "uv.lock", "deps/extra.in", "c.txt", "other.txt", "a/uv.lock" }
        )
        {
            _workspace.Write(name, "x");
        }

        LockFiles
            .Find(new WorkspaceFiles(_workspace.Path), "", Install)
            .Select(l => l.Path)
            .Order()
            .ShouldBe(["c.txt", "deps/extra.in", "requirements.txt", "uv.lock"]);
    }

    [Fact]
    public void A_setup_is_remembered_until_a_lock_file_or_the_environment_changes()
    {
        Stamp("a").Exists.ShouldBeFalse();
        Stamp("a").Leave();

        Stamp("a").Exists.ShouldBeTrue();
        Stamp("b").Exists.ShouldBeFalse();
        Stamp("a", ("PATH", "/other/bin")).Exists.ShouldBeFalse();
    }

    [Fact]
    public void A_new_virtual_environment_is_prepared_anew()
    {
        Directory.CreateDirectory(_workspace["venv"]);
        Stamp("a", ("VIRTUAL_ENV", _workspace["venv"])).Leave();
        Directory.Delete(_workspace["venv"], recursive: true);
        Directory.CreateDirectory(_workspace["venv"]);

        Stamp("a", ("VIRTUAL_ENV", _workspace["venv"])).Exists.ShouldBeFalse();
    }

    [Fact]
    public void The_interpreter_is_told_by_its_bytes_whatever_it_is_called()
    {
        _workspace.Write("bin/python3.12", "an interpreter");
        File.CreateSymbolicLink(_workspace["bin/python"], "python3.12");

        var line = Interpreter.Of(UserCommand.OfShell("LANG=C python train.py"), _workspace.Path, _workspace["bin"]);
        var list = Interpreter.Of(UserCommand.OfArguments(["bin/python"]), _workspace.Path, "");

        line.ShouldStartWith("python3.12 ");
        list.ShouldBe(line);
    }

    private SetupStamp Stamp(string digits, params (string Name, string Value)[] variables) =>
        SetupStamp.For(
            Install,
            [new RunInput("requirements.txt", Sha256Digest.Parse(new string(digits[0], 64)), 1)],
            variables.ToImmutableDictionary(v => v.Name, v => v.Value),
            _workspace["git"]
        );
}
