using Assay.Core.Rollouts;
using CsCheck;

namespace Assay.Tests.Rollouts;

public sealed class ArmSplitTests
{
    private const int Keys = 100_000;

    [Fact]
    public void Raising_the_weight_only_adds_users_and_lowering_takes_the_last_back()
    {
        var buckets = Enumerable.Range(0, Keys).Select(i => ArmSplit.BucketOf("rollout-7", $"customer-{i}")).ToArray();
        decimal[] weights = [0, 0.01m, 1, 5, 25, 50, 99.99m, 100];
        HashSet<int> before = [];
        foreach (var weight in weights)
        {
            var canary = Enumerable.Range(0, Keys).Where(i => buckets[i] < ArmSplit.BucketsOf(weight)).ToHashSet();

            canary.IsSupersetOf(before).ShouldBeTrue();
            before = canary;
        }

        before.Count.ShouldBe(Keys);
    }

    [Theory]
    [InlineData("customer-{0}")]
    [InlineData("{0}")]
    [InlineData("user_{0}@example.com")]
    public void Keys_of_any_kind_spread_evenly_over_the_buckets(string format)
    {
        var counts = new int[100];
        for (var i = 0; i < Keys; i++)
        {
            var key = string.Format(System.Globalization.CultureInfo.InvariantCulture, format, i);
            counts[ArmSplit.BucketOf("salt", key) / 100]++;
        }

        // Chi-square with 99 degrees of freedom: 158 is its quantile of 0.9999.
        counts.Sum(c => Math.Pow(c - (Keys / 100.0), 2) / (Keys / 100.0)).ShouldBeLessThan(158);
    }

    [Fact]
    public void Another_salt_gives_another_order()
    {
        var both = Enumerable
            .Range(0, Keys)
            .Count(i => ArmSplit.BucketOf("a", $"c{i}") < 1000 && ArmSplit.BucketOf("b", $"c{i}") < 1000);

        // A tenth of a tenth: 1,000, and five standard deviations to each side.
        both.ShouldBeInRange(843, 1157);
    }

    // Computed in Python from the two hashes' definitions.
    [Theory]
    [InlineData("", "", 2267)]
    [InlineData("rollout-7", "customer-1", 9246)]
    [InlineData("rollout-7", "größe", 3201)]
    public void A_bucket_can_be_computed_anywhere(string salt, string key, int bucket) =>
        ArmSplit.BucketOf(salt, key).ShouldBe(bucket);

    [Fact]
    public void A_bucket_is_one_of_ten_thousand() =>
        Gen.Select(Gen.String, Gen.String)
            .Sample((salt, key) => ArmSplit.BucketOf(salt, key).ShouldBeInRange(0, ArmSplit.Buckets - 1));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.01, 1)]
    [InlineData(5, 500)]
    [InlineData(12.5, 1250)]
    [InlineData(100, 10_000)]
    public void A_weight_is_a_share_of_the_buckets(double percent, int buckets) =>
        ArmSplit.BucketsOf((decimal)percent).ShouldBe(buckets);
}
