namespace Assay.Training;

/// <summary>
/// Variables that a training never gets, by name neither: the forge's own tokens, the runner's command files, which
/// steer the job's later steps, and the ways to the Docker engine and to a person's keys.
/// </summary>
internal static class ForgeVariables
{
    private static readonly HashSet<string> Names = new(
        """
        GITHUB_TOKEN GH_TOKEN GITHUB_ENV GITHUB_PATH GITHUB_OUTPUT GITHUB_STATE
        GITHUB_STEP_SUMMARY CI_JOB_TOKEN CI_JOB_JWT CI_JOB_JWT_V1 CI_JOB_JWT_V2 CI_BUILD_TOKEN
        CI_REPOSITORY_URL CI_REGISTRY_PASSWORD CI_DEPENDENCY_PROXY_PASSWORD CI_DEPLOY_PASSWORD GITLAB_TOKEN
        DOCKER_HOST DOCKER_CONFIG DOCKER_AUTH_CONFIG DOCKER_CERT_PATH DOCKER_TLS_VERIFY DOCKER_CONTEXT
        SSH_AUTH_SOCK SSH_AGENT_PID GIT_ASKPASS SSH_ASKPASS
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
        StringComparer.OrdinalIgnoreCase
    );

    private static readonly string[] Credentials = ["TOKEN", "PASSWORD", "JWT", "SECRET"];

    private static readonly string[] Prefixes = ["ACTIONS_", "INPUT_", "GIT_CONFIG_", "ASSAY_"];

    public static bool Contains(string name) =>
        Names.Contains(name) || Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>The job's own tokens, by name.</summary>
    public static IEnumerable<KeyValuePair<string, string>> TokensIn(IReadOnlyDictionary<string, string> variables) =>
        variables.Where(v =>
            v.Value.Length > 0
            && Contains(v.Key)
            && Credentials.Any(word => v.Key.Contains(word, StringComparison.OrdinalIgnoreCase))
        );
}
