namespace Assay.Toolkit.Events;

/// <summary>Where the code of an earlier workflow came from; told by the forge, not by that workflow.</summary>
/// <param name="Repository">The repository, <c>owner/name</c>.</param>
/// <param name="Branch">The branch.</param>
/// <param name="Sha">The commit.</param>
public sealed record WorkflowSource(string Repository, string Branch, string Sha);
