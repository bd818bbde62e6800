using System.Text;
using CsCheck;

namespace Assay.Tests.Settings;

public sealed class YamlTests
{
    [Theory]
    [InlineData("version: 1\nmodels:\n\tchurn: {}\n", "assay.yml:3:1: a tab indents this line; indent with spaces")]
    [InlineData(
        "version: 1\nledger: [a\nmodels: {}\n",
        "assay.yml:2:9: is not valid YAML: a [ or { near here is not closed"
    )]
    [InlineData(
        "version: 1\nledger: 'a\n",
        "assay.yml:2:9: is not valid YAML: while scanning a quoted scalar, found unexpected end of stream"
    )]
    [InlineData(
        "version: 1\nmodels: [\n",
        "assay.yml:3:1: is not valid YAML: while parsing a node, did not find expected node content; a [, { or quote before here is not closed"
    )]
    [InlineData(
        "version: 1\nledger: a: b\n",
        "assay.yml:2:10: is not valid YAML: while scanning a plain scalar value, found invalid mapping; put a text with ': ' in it in quotes, and check the indentation"
    )]
    [InlineData(
        "version: 1\nledger: @home\n",
        "assay.yml:2:9: is not valid YAML: while scanning for the next token, found character that cannot start any token; put a value that begins with @ in quotes"
    )]
    [InlineData(
        "version: 1\nmodels: *none\n",
        "assay.yml:2:9: is not valid YAML: the alias '*none' names no anchor that ends before it; put a value that begins with * in quotes"
    )]
    [InlineData(
        "version: 1\nmodels: &m {a: *m}\n",
        "assay.yml:2:16: is not valid YAML: the alias '*m' names no anchor that ends before it; put a value that begins with * in quotes"
    )]
    [InlineData("", "assay.yml: is empty; it begins with 'version: 1'")]
    [InlineData("# nothing yet\n", "assay.yml: is empty; it begins with 'version: 1'")]
    [InlineData(
        "version: 1\n---\nversion: 1\n",
        "assay.yml:2:1: a second document begins here; one file holds one: remove the '---'"
    )]
    [InlineData("version: 1\nversion: 1\n", "assay.yml:2:1: key 'version' is given twice; it stands on line 1 already")]
    [InlineData("version: 1\n? [a, b]\n: c\n", "assay.yml:2:3: a key is one word, not a list or a mapping")]
    [InlineData(
        "version: 1\nledger: !python/object x\n",
        "assay.yml:2:9: the tag '!python/object' is not used here; remove it"
    )]
    [InlineData(
        "version: 1\nledger: a\0b\n",
        "assay.yml:2:10: holds the control character \\u0000, which YAML forbids; is it a text file?"
    )]
    [InlineData(
        "- version: 1\n",
        "assay.yml:1:1: a list in assay.yml: expected a mapping with keys such as version, include, ledger, privacy, models"
    )]
    [InlineData(
        "just text\n",
        "assay.yml:1:1: 'just text' in assay.yml: expected a mapping with keys such as version, include, ledger, privacy, models"
    )]
    public void What_is_not_the_yaml_it_should_be_is_told_with_its_place_and_what_to_do(string text, string problem) =>
        AssayYml.Problem(text).ShouldBe(problem);

    [Fact]
    public void Placeholders_need_no_quotes_in_a_list_on_one_line() =>
        AssayYml
            .Model(
                AssayYml.Small
                    + "\n    deploy: { targets: { prod: { kind: docker } }, smoke: [python smoke.py {url}, 'x {url}'] }"
            )
            .Deploy!.Smoke.Select(command => command.Shell)
            .ShouldBe(["python smoke.py {url}", "x {url}"]);

    [Fact]
    public void Anchors_and_merge_keys_share_what_two_models_have_in_common()
    {
        var models = AssayYml
            .Read(
                """
                version: 1
                models:
                  churn: &base
                    task: binary
                    train: &train { command: python train.py, retries: 2 }
                  uplift:
                    <<: *base
                    task: regression
                    train:
                      <<: [*train]
                      retries: 0
                """
            )
            .Models;
        models["uplift"].Task.ShouldBe(Assay.Core.Gates.TaskKind.Regression);
        models["uplift"].Train!.Command.ShouldBe(models["churn"].Train!.Command);
        models["uplift"].Train!.Retries.ShouldBe(0);
        models["churn"].Name.ShouldBe("churn");
    }

    [Fact]
    public void A_byte_order_mark_and_windows_line_ends_change_nothing() =>
        AssayYml.Model("\uFEFF" + AssayYml.Small.ReplaceLineEndings("\r\n")).Name.ShouldBe("churn");

    [Fact]
    public void Aliases_of_aliases_are_refused_before_they_are_written_out()
    {
        var bomb = new StringBuilder("version: 1\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 30; i++)
        {
            bomb.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        }

        AssayYml.Problem(bomb.ToString()).ShouldBe("assay.yml: it holds 20,000 values or more, each alias written out");
    }

    [Fact]
    public void Merged_aliases_of_aliases_are_refused_too()
    {
        var bomb = new StringBuilder("version: 1\na0: &a0 [{x: 1}, {y: 1}]\n");
        for (var i = 1; i < 38; i++)
        {
            bomb.Append($"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n");
        }

        AssayYml.Problem($"{bomb}models: {{ <<: *a37 }}\n").ShouldContain("it holds 20,000 values or more");
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    public void A_file_that_is_only_depth_is_refused_at_once(string opening) =>
        AssayYml
            .Problem("models: " + string.Concat(Enumerable.Repeat(opening, 50_000)))
            .ShouldContain("not valid YAML");

    [Fact]
    public void A_file_that_is_too_large_is_refused() =>
        AssayYml.Problem(new string('#', 300_000)).ShouldStartWith("assay.yml: is larger than 256 KiB");

    [Fact]
    public void Any_damage_to_a_file_is_told_and_never_breaks_the_reader()
    {
        var whole = File.ReadAllText(Checkout.PathOf("tests/Assay.Tests/Settings/complete.yml"));
        Gen.Select(
                Gen.Int[0, whole.Length - 1],
                Gen.Int[0, 40],
                Gen.String[Gen.Char["[]{}:,-#&*!|>'\"%@` \n\tab1?<."], 0, 6]
            )
            .Sample(
                (at, cut, inserted) =>
                    IsReadOrRefused(whole[..at] + inserted + whole[Math.Min(whole.Length, at + cut)..]),
                iter: 3000
            );
    }

    private static bool IsReadOrRefused(string text)
    {
        try
        {
            return AssayYml.Read(text) is not null;
        }
        catch (Assay.Toolkit.InputError e)
        {
            return e.Problems.Length > 0 && e.Problems.All(problem => problem.Location is not null);
        }
    }
}
