using Assay.Forges;
using Assay.Forges.GitHub;
using Assay.Forges.GitLab;
using Assay.Toolkit;

namespace Assay.EndToEnd.Forges;

/// <summary>A forge of ours before a loopback server: what is said of forges is said of both.</summary>
public sealed class ForgeUnderTest : IDisposable
{
    // Waits are as long as the server asks for, which the tests let be short.
    private static readonly ForgePatience _patience = new(
        6,
        TimeSpan.FromMilliseconds(5),
        TimeSpan.FromSeconds(5),
        TimeSpan.FromSeconds(20)
    );

    private ForgeUnderTest(LoopbackForge server) => Server = server;

    public LoopbackForge Server { get; }

    public static TheoryData<string> Both => ["GitHub", "GitLab"];

    public static ForgeUnderTest Start(string kind) =>
        new(kind == "GitHub" ? new LoopbackGitHub() : new LoopbackGitLab());

    /// <summary>A forge with a token, as a job has it.</summary>
    /// <param name="token">The token; the test's own when null.</param>
    /// <param name="isPublic">Whether anybody may read the repository.</param>
    internal IForge Open(string? token = null, bool? isPublic = null)
    {
        RetryingHandler Handler() => new(new SocketsHttpHandler(), _patience, TimeProvider.System, () => 0.5, _ => { });
        var isGitHub = Server is LoopbackGitHub;
        var place = new ForgePlace(
            isGitHub ? ForgeKind.GitHub : ForgeKind.GitLab,
            isGitHub ? "https://github.com" : Server.Url,
            isGitHub ? Server.Url : $"{Server.Url}/api/v4",
            LoopbackForge.Repository,
            token ?? LoopbackForge.Token
        )
        {
            IsPublic = isPublic,
            IsJobToken = token == LoopbackGitLab.JobToken,
            UploadUrl = Server.Url,
        };
        return isGitHub
            ? GitHubForge.Create(place, "0.1.0", Handler)
            : new GitLabForge(new HttpClient(Handler()) { Timeout = Timeout.InfiniteTimeSpan }, place);
    }

    public void Dispose() => Server.Dispose();
}
