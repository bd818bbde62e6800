namespace Assay.Core.Registry;

/// <summary>Where a run or verdict was made, as its reader can prove it; ordered from least to most.</summary>
public enum Trust
{
    /// <summary>Nothing is proven: it may come from anyone's machine.</summary>
    Local,

    /// <summary>A job for a pull request from a fork.</summary>
    Fork,

    /// <summary>A job on a branch of the repository.</summary>
    Branch,

    /// <summary>A job on a protected branch, by the forge's signed word.</summary>
    Protected,
}
