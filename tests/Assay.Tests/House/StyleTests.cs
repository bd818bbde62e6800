using System.Text.RegularExpressions;

namespace Assay.Tests.House;

public sealed partial class StyleTests
{
    private const int MostLines = 300;

    [Fact]
    public void No_file_is_longer_than_300_lines() =>
        SourceFile
            .CSharp("src", "tests")
            .Where(file => file.Lines.Count() > MostLines)
            .Select(file => $"{file.Path}: {file.Lines.Count()} lines")
            .ShouldBeNone("Find the second noun in the file, and give it a file of its own.");

    [Fact]
    public void A_file_is_named_after_the_type_it_holds() =>
        SourceFile
            .CSharp("src")
            .Where(file => file.Name is not ("Program" or "AssemblyInfo"))
            .Where(file => !Declares(file))
            .Select(file => file.Path)
            .ShouldBeNone("A file has one noun: name it after its type, or split it.");

    [Fact]
    public void A_namespace_follows_its_folder() =>
        SourceFile
            .CSharp("src")
            .Where(file =>
                file.Name is not "Program"
                && Namespace().Match(file.Text) is { Success: true } found
                && found.Groups[1].Value != file.Folder["src/".Length..].Replace('/', '.')
            )
            .Select(file => file.Path)
            .ShouldBeNone("Say the folder's name in the namespace, or move the file.");

    [Fact]
    public void No_name_says_nothing() =>
        SourceFile
            .CSharp("src")
            .Where(file => Empty().IsMatch(file.Name))
            .Select(file => file.Path)
            .ShouldBeNone("Name what it is or does; Helper, Utils, Manager, Service and Common say neither.");

    [Fact]
    public void Nothing_is_left_for_later_and_no_rule_switched_off() =>
        SourceFile
            .CSharp("src", "tests")
            .SelectMany(file => file.Lines)
            .Where(line => Later().IsMatch(line.Text))
            .ShouldBeNone("Do it, or open an issue; mend what the rule found, or change the rule in .editorconfig.");

    [Fact]
    public void A_test_is_a_sentence() =>
        typeof(StyleTests)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.IsDefined(typeof(FactAttribute), inherit: true))
            .Where(method => method.Name.Split('_').Length < 3)
            .Select(method => $"{method.DeclaringType}.{method.Name}")
            .ShouldBeNone("Say what a user would see, in words with underscores between them.");

    // Of a partial type, a file may hold one part and add its name: InputFactories of Input.
    private static bool Declares(SourceFile file) =>
        Type()
            .Matches(file.Text)
            .Any(type =>
                type.Groups["name"].Value == file.Name
                || (
                    type.Value.Contains("partial", StringComparison.Ordinal)
                    && file.Name.StartsWith(type.Groups["name"].Value, StringComparison.Ordinal)
                )
            );

    [GeneratedRegex(
        @"(partial )?\b(class|record struct|record|struct|interface|enum|delegate [\w<>?]+)\s+(?<name>\w+)"
    )]
    private static partial Regex Type();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex("(Helper|Util|Utilitie|Manager|Service|Common|Misc|Base|Impl)s?$")]
    private static partial Regex Empty();

    [GeneratedRegex("TO" + "DO|FIX" + "ME|HA" + "CK|#reg" + "ion|#pragma warning dis" + "able")]
    private static partial Regex Later();
}
