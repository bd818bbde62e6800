using System.Text.RegularExpressions;

namespace Assay.Tests.House;

public sealed partial class PurityTests
{
    [Fact]
    public void Core_touches_no_file_process_network_clock_or_chance() =>
        SourceFile
            .CSharp("src/Assay.Core")
            .SelectMany(file => file.Lines)
            .Where(line => !line.Text.TrimStart().StartsWith("//", StringComparison.Ordinal))
            .Where(line => Outside().IsMatch(line.Text))
            .ShouldBeNone("Core decides, its callers gather: take the value as an argument and read it in src/Assay.");

    [Fact]
    public void Nothing_catches_every_exception_but_the_one_place_that_turns_them_into_an_exit_code() =>
        SourceFile
            .CSharp("src")
            .Where(file => file.Path != "src/Assay/Invocation.cs")
            .SelectMany(file => BroadCatch().Matches(file.Text).Select(match => $"{file.Path}: {match.Value.Trim()}"))
            .ShouldBeNone("Catch the exception that you can do something about, or name the kinds in a 'when'.");

    [GeneratedRegex(
        @"\b(File|Directory|Process|HttpClient|Socket|Console|Environment)\.(?!Core)\w|DateTime(Offset)?\.(Utc)?Now|new Random\b|Guid\.NewGuid|\bawait\b"
    )]
    private static partial Regex Outside();

    [GeneratedRegex(@"catch(\s*\{|\s*\(\s*(System\.)?Exception\b[^)]*\)(?!\s*when\b))")]
    private static partial Regex BroadCatch();
}
