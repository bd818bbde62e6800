namespace Assay.Tests.House;

internal sealed record SourceLine(SourceFile File, int Number, string Text)
{
    /// <summary>As compilers print it, so that an editor jumps there.</summary>
    public override string ToString() => $"{File.Path}:{Number}: {Text.Trim()}";
}
