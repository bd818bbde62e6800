using Assay.EndToEnd.Running;

namespace Assay.EndToEnd.Actions;

/// <summary>A model's life, told by its actions: each step's result. It is lived once, when a test first asks.</summary>
public abstract class ActionLife : IDisposable
{
    private readonly Lazy<Task> _lived;
    private readonly List<ActionResult> _steps = [];
    private ActionCheckout? _checkout;

    protected ActionLife() => _lived = new Lazy<Task>(LiveAsync);

    internal ActionCheckout Checkout => _checkout!;

    public ActionResult FirstTraining => _steps[0];

    public ActionResult FirstVerdict => _steps[1];

    public ActionResult FirstVersion => _steps[2];

    public ActionResult FirstPromotion => _steps[3];

    public ActionResult SecondTraining => _steps[4];

    public ActionResult SecondVerdict => _steps[5];

    public ActionResult SecondVersion => _steps[6];

    public ActionResult SecondPromotion => _steps[7];

    public ActionResult WorseVerdict => _steps[9];

    public ActionResult WorsePromotion => _steps[11];

    public ActionResult Rollback => _steps[12];

    public ActionResult Logged => _steps[13];

    public ActionResult Drift => _steps[14];

    public Task LivedAsync() => _lived.Value;

    public void Dispose()
    {
        _checkout?.Dispose();
        GC.SuppressFinalize(this);
    }

    internal abstract Task<ActionCheckout> CheckOutAsync();

    /// <summary>Runs a step where this life is lived.</summary>
    internal abstract Task<ActionResult> RunAsync(ActionStep step);

    private async Task LiveAsync()
    {
        _checkout = await CheckOutAsync();
        var first = await UseAsync("train", "tag=by=actions");
        await UseAsync("evaluate-gate", $"run={first.Outputs["run-id"]}", "report=assay-report");
        await UseAsync("register");
        await UseAsync("promote", "stage=prod");

        await _checkout.RegulariseAsync("0.5");
        await UseAsync("train");
        await UseAsync("evaluate-gate", "report=assay-report");
        await UseAsync("register");
        await UseAsync("promote", "stage=prod", "version=v1.1.0");

        await _checkout.RegulariseAsync("0.00001");
        await UseAsync("train");
        await UseAsync("evaluate-gate");
        await UseAsync("register", "bump=patch");
        await UseAsync("promote", "stage=prod");
        await UseAsync("rollback", "stage=prod", "reason=customers see odd answers");
        await UseAsync("log-run", "metrics=out/metrics.json", "params=params.json", "tag=made=elsewhere");
        await UseAsync("drift-check", "current=data/holdout.csv");
    }

    private async Task<ActionResult> UseAsync(string action, params string[] inputs)
    {
        var result = await RunAsync(_checkout!.Step(action, inputs));
        _steps.Add(result);
        result.Outputs.ShouldNotBeEmpty(result.Log);
        return result;
    }
}
