namespace Assay.Toolkit.Inputs;

/// <summary>One output of a command, declared once, as its inputs are.</summary>
/// <param name="Name">Name in kebab-case.</param>
/// <param name="Description">One sentence for people.</param>
public sealed record Output(string Name, string Description)
{
    /// <summary>One sentence for people, without its full stop.</summary>
    public string Description { get; init; } = Description.TrimEnd('.');

    /// <summary>The variable that carries it to later jobs where outputs are variables (GitLab).</summary>
    public string Variable => "ASSAY_OUTPUT_" + Name.ToUpperInvariant().Replace('-', '_');
}
