namespace Assay.Core.Names;

/// <summary>Words as a person pastes them into a Unix shell.</summary>
public static class ShellLine
{
    private const string Plain = "_-./:=@%+,";

    /// <summary>The words with spaces between them; one that a shell would read otherwise is in single quotes.</summary>
    public static string Of(IEnumerable<string> words) => string.Join(' ', words.Select(Word));

    private static string Word(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || Plain.Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
