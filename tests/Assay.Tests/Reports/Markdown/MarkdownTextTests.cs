using Assay.Core.Reports.Markdown;
using CsCheck;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Assay.Tests.Reports.Markdown;

public sealed class MarkdownTextTests
{
    private static readonly MarkdownPipeline GitHub = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseAutoLinks()
        .UseEmphasisExtras()
        .UseTaskLists()
        .UseFootnotes()
        .UseMathematics()
        .Build();

    [Fact]
    public void A_metric_called_like_a_picture_a_mention_or_a_command_is_only_text()
    {
        MarkdownText.Of("|<img src=x>").ShouldBe(@"\|\<img src=x\>");
        MarkdownText.Of("@everyone").ShouldBe("\\@\u2060everyone");
        MarkdownText.Of("$(reboot)").ShouldBe("\\$\u2060(reboot)");
        MarkdownText.Of("fixes #12").ShouldBe("fixes \\#\u206012");
    }

    [Fact]
    public void Ordinary_text_and_names_stay_readable_in_the_source()
    {
        MarkdownText
            .Of("+0.018 over v1.3.0 in prod (90 % interval)")
            .ShouldBe("+0.018 over v1.3.0 in prod (90 % interval)");
        MarkdownText.Code("data/holdout.parquet").ShouldBe("`data/holdout.parquet`");
        MarkdownText.Code("a|b").ShouldBe(@"<code>a\|b</code>");
    }

    [Theory]
    [InlineData("---")]
    [InlineData("- x")]
    [InlineData("+ x")]
    [InlineData("===")]
    [InlineData("1. x")]
    [InlineData("2)")]
    public void An_item_of_a_list_begins_no_block_of_its_own(string text) =>
        Markdig
            .Markdown.Parse($"- {MarkdownText.Of(text)}\n", GitHub)
            .Descendants<Block>()
            .Select(block => block.GetType())
            .ShouldBe([typeof(ListBlock), typeof(ListItemBlock), typeof(ParagraphBlock)]);

    [Fact]
    public void A_link_leads_to_http_alone_and_cannot_end_early()
    {
        MarkdownText
            .Link("report", new Uri("https://forge.example/a(b)|c>d"))
            .ShouldBe("[report](<https://forge.example/a(b)%7Cc%3Ed>)");
        MarkdownText.Link("report", new Uri("javascript:alert(1)")).ShouldBe("report");
    }

    [Fact]
    public void Whatever_a_cell_holds_it_is_one_cell_without_link_picture_markup_or_line_break() =>
        HostileText.Any.Sample(
            text =>
            {
                foreach (var cell in new[] { MarkdownText.Of(text), MarkdownText.Code(text) })
                {
                    var document = Markdig.Markdown.Parse($"| a | b |\n|---|---|\n| x {cell} | y |\n", GitHub);

                    var table = document.ShouldHaveSingleItem().ShouldBeOfType<Table>();
                    ((TableRow)table[^1]).Count.ShouldBe(2, cell);
                    document.Descendants<Inline>().ShouldAllBe(inline => IsText(inline), cell);
                }
            },
            iter: 5000
        );

    [Fact]
    public void Whatever_a_sentence_holds_a_forge_finds_no_reference_in_what_it_shows() =>
        HostileText.Any.Sample(
            text =>
            {
                var shown = Markdig.Markdown.ToPlainText($"x {MarkdownText.Of(text)}", GitHub);
                shown.ShouldNotMatch(@"[@#!~%&$^][A-Za-z0-9""(]");
                shown.ShouldNotMatch(@"(?i)www\.");
                shown.ShouldNotMatch(@":[A-Za-z/]");
                shown.ShouldNotMatch(@"[A-Za-z]-\d");
                shown.ShouldNotMatch(@"(?<![A-Za-z0-9])[0-9a-f]{7,40}");
            },
            iter: 5000
        );

    private static bool IsText(Inline inline) =>
        inline is LiteralInline or CodeInline or HtmlEntityInline
        || (inline is HtmlInline html && html.Tag is "<code>" or "</code>")
        || inline.GetType() == typeof(ContainerInline);
}
