using System.Security.Cryptography;
using System.Text.Json;
using Assay.Core.Runs;
using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Running;
using Assay.Git;
using Assay.Toolkit;
using CliWrap;
using CliWrap.Buffered;

namespace Assay.EndToEnd.Sites;

/// <summary>A repository whose refs hold what a team recorded, and the site that is made of them.</summary>
internal sealed class RecordedTeam : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private Ledger? _ledger;

    public string Clone => _folder.File("acme-models");

    public string Site => _folder.File("site");

    public LedgerStore Store => _ledger!.Store;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<RecordedTeam> FoundAsync()
    {
        var team = new RecordedTeam();
        await Cli.Wrap("git")
            .WithArguments(["init", "--quiet", "--initial-branch=main", team.Clone])
            .ExecuteBufferedAsync(Token);
        var repository = await GitRepository.OpenAsync(team.Clone, ProcessEnvironment.Read(), Token);
        var store = await LedgerStore.OpenAsync(repository, TimeProvider.System, Token);
        team._ledger = new Ledger(store, team.Clone, _ => { });
        return team;
    }

    /// <summary>Records runs in the clone.</summary>
    public async Task RecordAsync(IEnumerable<RecordedRun> runs) =>
        await new RunWriter(Store.Git, Store.Folder).WriteAsync([.. runs.Select(Written)], Token);

    public async Task<RunSummary> FindAsync(RunId run) => await _ledger!.FindAsync(null, run.ToString(), Token);

    /// <summary>Makes the site with the built program, as a user does.</summary>
    public async Task<JsonElement> MakeSiteAsync(params string[] options)
    {
        var result = await AssayProgram.RunAsync(Clone, ["site", "--output", Site, "--json", .. options]);
        result.ExitCode.ShouldBe(0, result.Messages);
        using var document = JsonDocument.Parse(result.Output);
        return document.RootElement.Clone();
    }

    public void Dispose() => _folder.Dispose();

    private RunFolder Written(RecordedRun recorded)
    {
        var folder = _folder.File(Path.Combine("files", recorded.Run.Id.ToString()));
        foreach (var (path, bytes) in recorded.Files)
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, bytes);
        }

        var artifacts = recorded.Files.Select(f => new Artifact(
            f.Path,
            Sha256Digest.FromHash(SHA256.HashData(f.Bytes)),
            f.Bytes.Length
        ));
        return new RunFolder(recorded.Run with { Artifacts = [.. artifacts] }, folder);
    }
}
