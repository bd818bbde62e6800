using Assay.Core.Runs;

namespace Assay.Tests.Runs;

public sealed class RelativePathTests
{
    [Theory]
    [InlineData("model.pkl")]
    [InlineData("plots/größe 1.png")]
    [InlineData("a/..b/c")]
    [InlineData("🎉.txt")]
    public void A_path_inside_the_folder_is_safe(string path) => RelativePath.IsSafe(path).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("../model.pkl")]
    [InlineData("a/../../b")]
    [InlineData("a//b")]
    [InlineData("a/./b")]
    [InlineData("a\\..\\b")]
    [InlineData("C:/a")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData(".git/config")]
    [InlineData("a/.GIT/config")]
    [InlineData("a/b.")]
    [InlineData("a/b ")]
    [InlineData("\ud83c.txt")]
    public void A_path_that_could_leave_it_is_not(string path) => RelativePath.IsSafe(path).ShouldBeFalse();
}
