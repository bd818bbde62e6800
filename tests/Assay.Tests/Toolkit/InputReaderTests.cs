using System.Collections.Immutable;
using Assay.Toolkit;
using Assay.Toolkit.Inputs;

namespace Assay.Tests.Toolkit;

public sealed class InputReaderTests
{
    private static readonly Input<string> Model = Input.RequiredText("model", "The model");
    private static readonly Input<string?> Against = Input.Text("max-regression", "What it is compared with") with
    {
        Fallback = "gate.against in assay.yml",
    };
    private static readonly Input<int> Port = Input.Integer("port", "The port", 8080);
    private static readonly Input<double?> Margin = Input.Number("margin", "The margin");
    private static readonly Input<bool> Force = Input.Switch("force", "Do it all the same");
    private static readonly Input<Bump> Bumps = Input.Choice("bump", "What to raise", Bump.PatchOnly);
    private static readonly Input<string?> Report = Input.Path("report", "Where the report goes");
    private static readonly Input<ImmutableArray<string>> Files = Input.List("artifact", "Files");
    private static readonly Input<ImmutableArray<KeyValuePair<string, string>>> Tags = Input.Pairs("tag", "Tags");

    private static readonly Input[] All = [Model, Against, Port, Margin, Force, Bumps, Report, Files, Tags];

    internal enum Bump
    {
        PatchOnly,
        Minor,
    }

    public static TheoryData<ForgeKind, string?, string?, string?, string?, string> Precedence =>
        new()
        {
            { ForgeKind.GitHub, "argument", "input", "variable", "settings", "argument" },
            { ForgeKind.GitHub, null, "input", "variable", "settings", "input" },
            { ForgeKind.GitHub, null, "", "variable", "settings", "variable" },
            { ForgeKind.GitHub, null, null, "", "settings", "settings" },
            { ForgeKind.GitHub, null, null, null, null, "default" },
            { ForgeKind.GitLab, "argument", "input", "variable", "settings", "argument" },
            { ForgeKind.GitLab, null, "input", "variable", "settings", "variable" },
            { ForgeKind.GitLab, null, "input", "", "settings", "settings" },
            { ForgeKind.GitLab, null, "input", null, null, "default" },
            { ForgeKind.None, "argument", "input", "variable", "settings", "argument" },
            { ForgeKind.None, null, "input", "variable", "settings", "variable" },
            { ForgeKind.None, null, "input", null, "settings", "settings" },
        };

    [Theory]
    [MemberData(nameof(Precedence))]
    public void The_command_line_goes_before_the_variable_before_assay_yml_before_the_default(
        ForgeKind forge,
        string? argument,
        string? input,
        string? variable,
        string? settings,
        string expected
    )
    {
        var reader = Read(
            forge,
            argument is null ? [] : [("max-regression", argument)],
            ("ASSAY_MODEL", "churn"),
            ("INPUT_MAX-REGRESSION", input),
            ("ASSAY_MAX_REGRESSION", variable)
        );

        (reader.Get(Against, settings) ?? "default").ShouldBe(expected);
    }

    [Fact]
    public void Every_type_reads_its_text()
    {
        var reader = Read(
            ForgeKind.GitHub,
            [],
            ("INPUT_MODEL", "  churn\n"),
            ("INPUT_PORT", "-1"),
            ("INPUT_MARGIN", "1e-2"),
            ("INPUT_FORCE", "True"),
            ("INPUT_BUMP", "patch-only"),
            ("INPUT_REPORT", "out/../report"),
            ("INPUT_ARTIFACT", "a, b.csv\r\n\n  c d \n"),
            ("INPUT_TAG", "team=growth\nnote = a=b")
        );

        reader.Get(Model).ShouldBe("churn");
        reader.Get(Port).ShouldBe(-1);
        reader.Get(Margin).ShouldBe(0.01);
        reader.Get(Force).ShouldBeTrue();
        reader.Get(Bumps).ShouldBe(Bump.PatchOnly);
        reader.Get(Report).ShouldBe("/work/report");
        reader.Get(Files).ShouldBe(["a, b.csv", "c d"]);
        reader.Get(Tags).ShouldBe([new("team", "growth"), new("note", "a=b")]);
    }

    [Fact]
    public void What_is_not_given_is_its_default()
    {
        var reader = Read(ForgeKind.None, [("model", "churn")]);

        reader.Get(Port).ShouldBe(8080);
        reader.Get(Margin).ShouldBeNull();
        reader.Get(Force).ShouldBeFalse();
        reader.Get(Report).ShouldBeNull();
        reader.Get(Files).ShouldBeEmpty();
        reader.IsGiven(Port).ShouldBeFalse();
        reader.Get(Port, 9090).ShouldBe(9090);
    }

    [Fact]
    public void A_path_is_absolute_given_or_not()
    {
        var folder = Input.Path("folder", "A folder", "out");

        InputReader.Read([folder], Line([]), Outside(ForgeKind.None)).Get(folder).ShouldBe("/work/out");
        InputReader.Read([folder], Line([("folder", "/a")]), Outside(ForgeKind.None)).Get(folder).ShouldBe("/a");
    }

    [Fact]
    public void A_default_that_is_given_is_given()
    {
        var reader = Read(ForgeKind.None, [("model", "churn"), ("port", "8080")]);

        reader.Get(Port, 9090).ShouldBe(8080);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once_with_value_expectation_and_source()
    {
        var error = Should.Throw<InputError>(() =>
            InputReader.Read(
                All,
                Line([("port", "eighty"), ("tag", "team")], new Problem("unknown option '--modle'")),
                Outside(
                    ForgeKind.GitHub,
                    ("INPUT_MARGIN", "NaN"),
                    ("INPUT_FORCE", "yes"),
                    ("ASSAY_BUMP", "PatchOnly"),
                    ("INPUT_REPORT", "a\0b")
                )
            )
        );

        error
            .Problems.Select(p => p.Message)
            .ShouldBe([
                "unknown option '--modle'",
                "--model is missing (The model); give it, or set ASSAY_MODEL",
                "--port 'eighty': expected a whole number, such as 10",
                "INPUT_MARGIN 'NaN': expected a number, such as 0.5",
                "INPUT_FORCE 'yes': expected true or false",
                "ASSAY_BUMP 'PatchOnly': expected one of patch-only, minor",
                "INPUT_REPORT 'a\0b': expected a path without NUL",
                "--tag 'team': expected KEY=VALUE, such as team=growth",
            ]);
    }

    [Fact]
    public void An_input_that_the_command_does_not_declare_is_a_bug() =>
        Should.Throw<ArgumentException>(() => InputReader.Read([Port], Line([]), Outside(ForgeKind.None)).Get(Force));

    private static InputReader Read(
        ForgeKind forge,
        (string Name, string Text)[] arguments,
        params (string Name, string? Value)[] variables
    ) => InputReader.Read(All, Line(arguments), Outside(forge, variables));

    private static CommandLineValues Line((string Name, string Text)[] arguments, params Problem[] problems) =>
        new(arguments.ToImmutableDictionary(a => a.Name, a => ImmutableArray.Create(a.Text)), [.. problems]);

    private static RunnerEnvironment Outside(ForgeKind forge, params (string Name, string? Value)[] variables) =>
        new()
        {
            WorkingDirectory = "/work",
            Variables = variables
                .Where(v => v.Value is not null)
                .Append(("GITHUB_ACTIONS", forge == ForgeKind.GitHub ? "true" : ""))
                .Append(("GITLAB_CI", forge == ForgeKind.GitLab ? "true" : ""))
                .ToImmutableDictionary(v => v.Item1, v => v.Item2!),
        };
}
