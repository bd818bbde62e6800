using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Running;

namespace Assay.EndToEnd.Actions;

/// <summary>After actions/setup: the program on the PATH, the training in the job itself, in a virtual environment.</summary>
public sealed class ActionInJobTests(ActionInJobTests.LifeInJob life)
    : ActionLifeTests(life),
        IClassFixture<ActionInJobTests.LifeInJob>
{
    /// <summary>The life in the job itself.</summary>
    public sealed class LifeInJob(GitServer server) : ActionLife
    {
        private string _python = "";

        internal override async Task<ActionCheckout> CheckOutAsync()
        {
            var checkout = await ActionCheckout.MakeAsync(server);
            _python = await Python.VirtualEnvironmentAsync(checkout.ToolCache);
            return checkout;
        }

        internal override Task<ActionResult> RunAsync(ActionStep step) =>
            ActionInJob.RunAsync(
                step with
                {
                    Env = new Dictionary<string, string> { ["PATH"] = $"{_python}:/usr/bin:/bin" },
                }
            );
    }
}
