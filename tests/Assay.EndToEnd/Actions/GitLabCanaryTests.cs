using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Rollouts;
using Assay.EndToEnd.Running;

namespace Assay.EndToEnd.Actions;

/// <summary>
/// Templates of GitLab that roll versions out to processes, as gitlab-ci-local runs them: all jobs in one clone, as those of one
/// runner's shell executor are, since that is where such a target keeps what serves.
/// </summary>
public sealed class GitLabCanaryTests(GitServer server, DemoProject demo)
{
    private const string Pipeline = """
        stages: [test, deploy]
        include:
          - { local: ci/assay/log-run.yml, inputs: { job-name: churn-log, model: churn, metrics: params.json } }
          - local: ci/assay/deploy-canary.yml
            inputs: { job-name: churn-first, job-stage: deploy, do: start, model: churn, target: here, version: v1.0.0 }
          - local: ci/assay/deploy-canary.yml
            inputs: { job-name: churn-canary, job-stage: deploy, do: start, model: churn, target: here, version: v1.1.0 }
          - local: ci/assay/deploy-canary.yml
            inputs: { job-name: churn-tick, job-stage: deploy, do: tick, model: churn, target: here }
          - local: ci/assay/deploy-canary.yml
            inputs: { job-name: churn-wait, job-stage: deploy, do: wait, model: churn, target: here, minutes: '0' }
          - local: ci/assay/deploy-canary.yml
            inputs: { job-name: churn-abort, job-stage: deploy, do: abort, model: churn, target: here, reason: enough seen }
          - local: ci/assay/deploy-canary.yml
            inputs: { job-name: churn-again, job-stage: deploy, do: start, model: churn, target: here, version: v1.1.0 }
        churn-canary: { needs: [churn-first] }
        churn-tick: { needs: [churn-canary] }
        churn-wait: { needs: [churn-tick], allow_failure: { exit_codes: 4 } }
        churn-abort: { needs: [churn-wait] }
        churn-again: { needs: [churn-abort] }
        """;

    private const string Deploy = """
            deploy:
              targets: { here: { kind: process, listen: '127.0.0.1:0' } }
              steps: [20, 50]
              every: 1s
              min_requests: 50
              analysis: [error_rate <= 1%]

        """;

    [Fact]
    public async Task Two_versions_are_rolled_out_job_by_job_and_the_second_is_taken_back_and_stays_back()
    {
        using var project = await GitLabProject.OfAsync(server, await demo.SharedAsync(), Pipeline, Deploy);
        using var pipeline = new GitLabPipeline(project.Remote, GitLabProject.Programs);
        try
        {
            var run = await pipeline.RunAsync("main");

            run.Jobs.ShouldBe(
                [
                    "PASS churn-log",
                    "PASS churn-first",
                    "PASS churn-canary",
                    "PASS churn-tick",
                    "WARN churn-wait",
                    "PASS churn-abort",
                    "FAIL churn-again",
                ],
                ignoreOrder: true,
                run.Log
            );
            run.LogOf("churn-wait").ShouldContain("WARN 4");
            run.Variables("churn-log")["ASSAY_OUTPUT_RUN_ID"].ShouldMatch("^[0-9a-f]{32}$");
            run.Variables("churn-first")["ASSAY_OUTPUT_PHASE"].ShouldBe("promoted");
            run.Variables("churn-canary")["ASSAY_OUTPUT_WEIGHT"].ShouldBe("20");
            run.Variables("churn-tick")["ASSAY_OUTPUT_VERDICT"].ShouldBe("no-data");
            run.Variables("churn-abort")["ASSAY_OUTPUT_PHASE"].ShouldBe("rolled-back");
            run.LogOf("churn-again").ShouldContain("enough seen");
            (await project.RefsAsync()).ShouldContain("refs/assay/rollout/here/churn");
        }
        finally
        {
            foreach (var pid in ProcessLines.PidsOf(pipeline.Clone + "/"))
            {
                using var process = System.Diagnostics.Process.GetProcessById(pid);
                process.Kill();
                await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            }
        }
    }
}
