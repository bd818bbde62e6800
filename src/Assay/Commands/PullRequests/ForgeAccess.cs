using System.Globalization;
using Assay.Forges;
using Assay.Forges.Folders;
using Assay.Forges.GitHub;
using Assay.Forges.GitLab;
using Assay.Toolkit;
using Assay.Toolkit.Inputs;

namespace Assay.Commands.PullRequests;

/// <summary>The forge that a job runs on, with the token that it was given.</summary>
internal static class ForgeAccess
{
    /// <summary>The token; on GitHub the job's own is the action's default.</summary>
    public static Input<string?> Token { get; } =
        Input.Text("token", "What speaks for the job at the forge: GITHUB_TOKEN, or a token of a GitLab project") with
        {
            Secret = true,
            Fallback = "GITHUB_TOKEN or CI_JOB_TOKEN",
            GitHubDefault = "${{ github.token }}",
        };

    /// <summary>Opens it; a shell, and a job without a token, get a folder.</summary>
    /// <param name="context">The command.</param>
    /// <param name="folder">The folder where there is no forge, absolute.</param>
    public static IForge Open(CommandContext context, string folder)
    {
        if (PlaceOf(context) is not { } place)
        {
            return new FolderForge(folder);
        }

        RetryingHandler Handler() =>
            new(
                // A token in a header of its own would follow a redirection to any host.
                new SocketsHttpHandler { AllowAutoRedirect = false },
                ForgePatience.Default,
                context.Clock,
                () => context.Random(1)[0] / 255.0,
                text => context.Runner.Info(text)
            );
        return place.Kind == ForgeKind.GitHub
            ? GitHubForge.Create(place, Project.Version, Handler)
            : new GitLabForge(GitLabClient(Handler()), place);
    }

    private static ForgePlace? PlaceOf(CommandContext context)
    {
        var given = context.Inputs.Get(Token);
        var environment = context.Environment;
        var own =
            environment.Forge == ForgeKind.GitHub
                ? environment.Variable("GITHUB_TOKEN")
                : environment.Variable("CI_JOB_TOKEN");
        var current = context.Event;
        if (
            environment.Forge == ForgeKind.None
            || (given ?? own) is not { } token
            || current is not { ServerUrl: { } server, ApiUrl: { } api, Repository: { } repository }
            || !repository.Contains('/', StringComparison.Ordinal)
        )
        {
            return null;
        }

        return new ForgePlace(environment.Forge, server, api, repository, token)
        {
            IsPublic = current.IsPublic,
            IsJobToken = environment.Forge == ForgeKind.GitLab && given is null,
            Pipeline = long.TryParse(
                environment.Variable("CI_PIPELINE_ID"),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var pipeline
            )
                ? pipeline
                : null,
        };
    }

    private static HttpClient GitLabClient(HttpMessageHandler handler)
    {
        // Each try has a limit of its own.
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd($"assay/{Project.Version}");
        return client;
    }
}
