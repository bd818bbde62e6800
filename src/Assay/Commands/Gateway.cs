using Assay.Commands.Serving;
using Assay.Toolkit.Inputs;

namespace Assay.Commands;

/// <summary><c>assay gateway</c>: the gateway of this machine, in the foreground.</summary>
internal static class Gateway
{
    private static readonly Input<string> Stable = Input.RequiredText(
        "stable",
        "Address of the version that serves, such as http://127.0.0.1:8080"
    );

    private static readonly Input<string?> Canary = Input.Text("canary", "Address of the version that gets a share");
    private static readonly Input<double?> Weight = Input.Number("weight", "Percent of the keys that go to the canary");
    private static readonly Input<string?> Salt = Input.Text(
        "salt",
        "What makes this rollout's split differ from others"
    );
    private static readonly Input<string?> SplitBy = Input.Text(
        "split-by",
        "The key that is split by: header:NAME, cookie:NAME or field:NAME of a JSON body"
    ) with
    {
        Fallback = "the request's id",
    };

    private static readonly Input<int?> VisitWithin = Input.Integer(
        "visit-within",
        "Seconds without a visit after which a rollout goes back by itself"
    );
    private static readonly Input<string?> State = Input.Path("state", "File that keeps the state over a restart");
    private static readonly Input<int?> Timeout = ServingOptions.Number(
        "timeout",
        "Seconds that an arm has for an answer",
        "30"
    );

    public static Command Command { get; } =
        new("gateway", "Split requests over two versions of a model", RunAsync)
        {
            Description =
                "Runs in the foreground until Ctrl-C or SIGTERM, and is steered through its admin port with the token in "
                + "ASSAY_ADMIN_TOKEN; docs/gateway.md has the requests.",
            Inputs = [Stable, Canary, Weight, Salt, SplitBy, VisitWithin, State, Timeout, .. ServingOptions.All],
        };

    private static Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken) =>
        ServingProcess.RunAsync(
            [
                "gateway",
                "--stable",
                context.Inputs.Get(Stable),
                .. ServingOptions.Given(context.Inputs, Command.Inputs.Where(i => i != Stable)),
            ],
            context,
            cancellationToken
        );
}
