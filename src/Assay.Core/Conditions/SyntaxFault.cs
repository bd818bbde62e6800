namespace Assay.Core.Conditions;

/// <summary>Why a text is not what it should be.</summary>
/// <param name="Column">The fault's place in the text, from 1; one past its end when something is missing there.</param>
/// <param name="Message">The text in quotes, what was expected, and an example.</param>
public sealed record SyntaxFault(int Column, string Message);
