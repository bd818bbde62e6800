using Assay.Core.Registry;

namespace Assay.Tests.Registry;

public sealed class SemanticVersionTests
{
    [Theory]
    [InlineData("v1.4.0", "v1.4.0")]
    [InlineData("1.4.0", "v1.4.0")]
    [InlineData("v1.4.0-rc.1+build.5", "v1.4.0-rc.1+build.5")]
    public void A_version_is_read_with_and_without_its_v(string text, string written) =>
        SemanticVersion.Parse(text).ToString().ShouldBe(written);

    [Theory]
    [InlineData("")]
    [InlineData("v1.4")]
    [InlineData("V1.4.0")]
    [InlineData("v01.4.0")]
    [InlineData("v1.4.0-")]
    [InlineData("latest")]
    public void Anything_else_is_no_version(string text) => SemanticVersion.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData(VersionBump.Major, "v2.0.0")]
    [InlineData(VersionBump.Minor, "v1.11.0")]
    [InlineData(VersionBump.Patch, "v1.10.1")]
    public void The_next_version_follows_the_greatest_not_the_last(VersionBump bump, string next)
    {
        var existing = new[] { "v1.10.0", "v1.9.3", "v0.1.0" }.Select(SemanticVersion.Parse);
        SemanticVersion.Next(existing, bump).ToString().ShouldBe(next);
    }

    [Fact]
    public void The_first_version_is_1_0_0_and_a_pre_release_is_followed_by_its_release()
    {
        SemanticVersion.Next([], VersionBump.Patch).ToString().ShouldBe("v1.0.0");
        SemanticVersion.Next([SemanticVersion.Parse("v2.0.0-rc.1")], VersionBump.Minor).ToString().ShouldBe("v2.0.0");
    }
}
