namespace Assay.Toolkit.Runners;

/// <summary>How much an annotation asks of its reader.</summary>
public enum Severity
{
    /// <summary>Good to know.</summary>
    Notice,

    /// <summary>Look at it; the work went on.</summary>
    Warning,

    /// <summary>The work did not succeed because of it.</summary>
    Error,
}
