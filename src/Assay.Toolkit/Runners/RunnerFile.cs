using System.Text;

namespace Assay.Toolkit.Runners;

/// <summary>The files through which a job gives its runner values.</summary>
internal static class RunnerFile
{
    private const int DelimiterBytes = 16;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>
    /// A value of any lines as GitHub's runner reads it, <c>NAME&lt;&lt;DELIMITER</c> … <c>DELIMITER</c>. The delimiter is drawn at random, so that a value made by somebody else cannot end the document
    /// and begin one of its own.
    /// </summary>
    public static string Assignment(string name, string value, Func<int, byte[]> random)
    {
        if (name.AsSpan().IndexOfAny("=\r\n") >= 0 || name.Contains("<<", StringComparison.Ordinal))
        {
            throw new ArgumentException($"'{name}' cannot be the name of a value for the runner", nameof(name));
        }

        var delimiter = "assay_" + Convert.ToHexStringLower(random(DelimiterBytes));
        return value.Contains(delimiter, StringComparison.Ordinal)
            ? Assignment(name, value, random)
            : $"{name}<<{delimiter}\n{value}\n{delimiter}\n";
    }

    /// <summary>Appends to a file of the runner.</summary>
    /// <exception cref="OperationError">when it cannot be written.</exception>
    public static void Append(string path, string text) => Guarded(path, () => File.AppendAllText(path, text, Utf8));

    /// <summary>Writes a file for the runner anew.</summary>
    /// <exception cref="OperationError">when it cannot be written.</exception>
    public static void Write(string path, string text) => Guarded(path, () => File.WriteAllText(path, text, Utf8));

    private static void Guarded(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OperationError($"'{path}' cannot be written: {e.Message} Make it writable, and run again.", e);
        }
    }
}
