namespace Assay.Core.Metrics;

/// <summary>
/// Accuracy, the share of right decisions, and balanced accuracy, the mean recall over the classes that occur in
/// truth (Brodersen et al. 2010).
/// </summary>
internal static class Accuracy
{
    public static MetricDefinition Definition { get; } =
        new("accuracy", "accuracy", TaskKinds.Classification, true, Confusion.Of(m => m.Accuracy))
        {
            Arguments = [Confusion.Threshold],
        };

    public static MetricDefinition Balanced { get; } =
        new("balanced_accuracy", "balanced accuracy", TaskKinds.Classification, true, Confusion.Of(MeanRecall))
        {
            Arguments = [Confusion.Threshold],
        };

    private static double MeanRecall(ConfusionMatrix matrix)
    {
        double sum = 0;
        var occurring = 0;
        for (var c = 0; c < matrix.Classes; c++)
        {
            if (matrix.Support(c) > 0)
            {
                sum += matrix.Recall(c);
                occurring++;
            }
        }

        return sum / occurring;
    }
}
