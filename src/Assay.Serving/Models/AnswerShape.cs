namespace Assay.Serving.Models;

/// <summary>What the model answers, as a first row showed.</summary>
/// <param name="Width">Scores a row; −1 when that row could not be answered.</param>
/// <param name="IsSingle">Whether they are 32-bit.</param>
internal sealed record AnswerShape(int Width, bool IsSingle);
