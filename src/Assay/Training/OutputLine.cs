namespace Assay.Training;

/// <summary>A line that a command printed.</summary>
/// <param name="Text">The line without its end. Invalid UTF-8 is U+FFFD; control characters are left in.</param>
/// <param name="IsError">Whether it came on standard error.</param>
/// <param name="BytesCut">How many bytes the line had beyond those in <paramref name="Text"/>.</param>
internal readonly record struct OutputLine(string Text, bool IsError, long BytesCut = 0);
