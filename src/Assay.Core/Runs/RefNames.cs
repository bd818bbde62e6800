namespace Assay.Core.Runs;

/// <summary>Every git ref that Assay keeps, written in one place.</summary>
public static class RefNames
{
    /// <summary>The prefix of all refs that are ours.</summary>
    public const string Root = "refs/assay/";

    /// <summary>The folded index of all runs.</summary>
    public const string Ledger = Root + "ledger";

    /// <summary>The prefix of runs not yet folded.</summary>
    public const string Inbox = Root + "inbox/";

    /// <summary>The prefix of the chains that say which version a stage holds.</summary>
    public const string Stages = Root + "stage/";

    /// <summary>The prefix of the chains that say when a drift began a retraining.</summary>
    public const string Retrainings = Root + "retraining/";

    /// <summary>The prefix of the journals of rollouts.</summary>
    public const string Rollouts = Root + "rollout/";

    /// <summary>The prefix of the registered versions.</summary>
    public const string Versions = Root + "version/";

    /// <summary>Where a run waits to be folded.</summary>
    public static string InboxOf(RunId id) => Inbox + id;

    /// <summary>The chain of a stage.</summary>
    public static string StageOf(string model, string stage) => $"{Stages}{Segment(model)}/{Segment(stage)}";

    /// <summary>The chain of a model's retrainings.</summary>
    public static string RetrainingOf(string model) => Retrainings + Segment(model);

    /// <summary>The journal of a model's rollouts to a target.</summary>
    public static string RolloutOf(string target, string model) => $"{Rollouts}{Segment(target)}/{Segment(model)}";

    /// <summary>A registered version; created once and never moved.</summary>
    public static string VersionOf(string model, string version) => $"{Versions}{Segment(model)}/{version}";

    /// <summary>
    /// A name as one part of a ref or path. In git a ref cannot be the folder of another: the model "eu" and its stage "churn"
    /// would bar the model "eu/churn".
    /// </summary>
    public static string Segment(string name) => name.Replace('/', '=');
}
