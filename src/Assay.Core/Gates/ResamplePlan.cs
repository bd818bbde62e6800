namespace Assay.Core.Gates;

/// <summary>
/// How many bootstrap resamples a judgement can afford: what decides gets its full number up to a quarter of a million rows, the
/// rest of the table shares what is left, and metrics at its end go without an interval before any gets a poor one.
/// </summary>
internal static class ResamplePlan
{
    private const long BudgetForDeciding = 500_000_000;
    private const long BudgetBeside = 200_000_000;
    private const int Most = 2_000;
    private const int MostBeside = 1_000;
    private const int Fewest = 400;

    /// <summary>Resamples for the metric that decides.</summary>
    public static int Deciding(int rows) => (int)Math.Clamp(BudgetForDeciding / rows, Fewest, Most);

    /// <summary>For other metrics: how many of them get an interval, and of how many resamples.</summary>
    public static (int Metrics, int Resamples) Beside(int rows, int metrics)
    {
        var fitting = (int)Math.Min(metrics, BudgetBeside / ((long)rows * Fewest));
        return fitting == 0 ? (0, 0) : (fitting, (int)Math.Min(MostBeside, BudgetBeside / ((long)rows * fitting)));
    }
}
