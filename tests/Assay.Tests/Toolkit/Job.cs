using System.Collections.Immutable;
using Assay.Toolkit;
using Assay.Toolkit.Runners;

namespace Assay.Tests.Toolkit;

/// <summary>A job of one of the forges, or a shell, in a temporary folder with the files that its runner would make.</summary>
internal sealed class Job : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private readonly StringWriter _messages = new();
    private readonly StringWriter _results = new();
    private byte _drawn;

    public Job(ForgeKind forge, params (string Name, string Value)[] variables)
    {
        Folder = Directory.CreateTempSubdirectory("assay-job-").FullName;
        var own = forge switch
        {
            ForgeKind.GitHub => GitHub(),
            ForgeKind.GitLab => [("GITLAB_CI", "true"), ("CI_PROJECT_DIR", Folder)],
            _ => [],
        };
        Environment = new RunnerEnvironment
        {
            Variables = own.Concat(variables)
                .Aggregate(ImmutableDictionary<string, string>.Empty, (all, v) => all.SetItem(v.Item1, v.Item2)),
            WorkingDirectory = Folder,
        };
        Output = new RunnerOutput(_messages, _results);
        Runner = Assay.Toolkit.Runners.Runner.For(Environment, Output, new FrozenClock(), Random);
    }

    public string Folder { get; }

    public RunnerEnvironment Environment { get; }

    public RunnerOutput Output { get; }

    public IRunner Runner { get; }

    public string Messages => _messages.ToString();

    public string Results => _results.ToString();

    public string File(string name) => System.IO.File.ReadAllText(Path.Combine(Folder, name));

    /// <summary>Draws 0, 1, 2 …, each repeated, so that a test knows what is drawn.</summary>
    public byte[] Random(int count) => [.. Enumerable.Repeat(_drawn++, count)];

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private (string, string)[] GitHub()
    {
        string[] files = ["GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_STATE", "GITHUB_PATH", "GITHUB_STEP_SUMMARY"];
        foreach (var file in files)
        {
            System.IO.File.WriteAllText(Path.Combine(Folder, file), "");
        }

        return
        [
            ("GITHUB_ACTIONS", "true"),
            ("GITHUB_WORKSPACE", Folder),
            .. files.Select(f => (f, Path.Combine(Folder, f))),
        ];
    }

    private sealed class FrozenClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
