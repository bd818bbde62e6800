namespace Assay.Core.Reports;

/// <summary>The hidden first line by which an issue on a model is found again: one a model and cause.</summary>
public static class IssueMarker
{
    /// <summary>Live data are unlike the training data.</summary>
    public const string Drift = "drift";

    /// <summary>The check of that could not be made.</summary>
    public const string BrokenCheck = "drift-check";

    /// <summary><c>&lt;!-- assay:issue:v1 cause=drift model=churn --&gt;</c>; the name cannot end the comment.</summary>
    public static string Of(string model, string cause) =>
        $"<!-- assay:issue:v1 cause={cause} model={ReportMarker.Encode(model)} -->";
}
