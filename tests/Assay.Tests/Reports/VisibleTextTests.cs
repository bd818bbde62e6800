using Assay.Core.Reports;
using CsCheck;

namespace Assay.Tests.Reports;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("roc_auc", "roc_auc")]
    [InlineData("  two\r\n\tlines ", "two lines")]
    [InlineData("a\u202eb", "a\ufffdb")]
    [InlineData("a\u0000b\u001b[31m", "a\ufffdb\ufffd[31m")]
    [InlineData("👩‍👩‍👧", "👩‍👩‍👧")]
    [InlineData("e\u0301\u0301\u0301\u0301\u0301", "e\u0301\u0301\u0301")]
    public void Text_is_one_line_that_hides_nothing(string text, string visible) =>
        VisibleText.Of(text).ShouldBe(visible);

    [Fact]
    public void What_is_too_long_ends_in_an_ellipsis_and_never_in_half_a_character()
    {
        VisibleText.Of(new string('a', 100), 10).ShouldBe("aaaaaaaaa…");
        VisibleText.Of("aaaaaaaa👍👍", 10).ShouldBe("aaaaaaaa…");
    }

    [Fact]
    public void No_text_is_longer_than_asked_breaks_a_line_or_is_not_Unicode() =>
        Gen.Select(HostileText.Any, Gen.Int[1, 40])
            .Sample(
                (text, length) =>
                {
                    var visible = VisibleText.Of(text, length);
                    visible.Length.ShouldBeLessThanOrEqualTo(length);
                    visible.ShouldAllBe(c => !char.IsControl(c) && c != '\u2028');
                    visible.IsNormalized().ShouldBeOneOf(true, false);
                }
            );
}
