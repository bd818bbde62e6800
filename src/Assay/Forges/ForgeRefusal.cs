using Assay.Toolkit;

namespace Assay.Forges;

/// <summary>The forge does not let this token do it. A caller that has another way takes that; else it ends the command like any failure outside.</summary>
/// <param name="message">What was refused, and which permission or token would do.</param>
internal sealed class ForgeRefusal(string message) : OperationError(message);
