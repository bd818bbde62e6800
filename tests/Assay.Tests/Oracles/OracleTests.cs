using System.Collections.Immutable;

namespace Assay.Tests.Oracles;

/// <summary>
/// Every number against values that others computed (scikit-learn, SciPy, statsmodels). Names the family and the case.
/// </summary>
public sealed class OracleTests
{
    private static readonly ImmutableArray<OracleFamily> Covered =
    [
        .. MetricOracles.Families,
        .. StatisticOracles.Families,
        .. TwoSampleOracles.Families,
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Numbers_agree_with_those_of_other_implementations(string file, string id)
    {
        var (family, answer) = Covered.Single(f => f.Name == OracleFolder.FamilyOf(file));
        var oracle = OracleCase.Read(file).Single(c => c.Id == id);

        var differences = oracle
            .Expected.EnumerateObject()
            .Where(expected => OracleFamily.IsOffered(family, expected.Name))
            .SelectMany(expected =>
            {
                var got = answer(oracle, expected.Name);
                return ReferenceEquals(got, OracleFamily.NoAnswer)
                    ? [$"{expected.Name}: neither offered nor listed as not offered"]
                    : OracleComparison.Differences(expected.Name, expected.Value, got, oracle);
            });

        differences.ShouldBeEmpty();
    }

    [Fact]
    public void Every_family_that_is_answered_has_cases_in_the_repository()
    {
        var files = Directory.EnumerateFiles(Checkout.PathOf("tests/oracles"), "*.json");

        Covered.Select(f => f.Name).Except(files.Select(f => Path.GetFileNameWithoutExtension(f))).ShouldBeEmpty();
    }

    public static IEnumerable<TheoryDataRow<string, string>> Cases() =>
        OracleFolder
            .Files()
            .SelectMany<string, TheoryDataRow<string, string>>(file =>
                Covered.Any(f => f.Name == OracleFolder.FamilyOf(file))
                    ? OracleCase.Read(file).Select(c => new TheoryDataRow<string, string>(file, c.Id))
                    :
                    [
                        new TheoryDataRow<string, string>(file, "all cases")
                        {
                            Skip = "nothing in the product answers this family yet",
                        },
                    ]
            );
}
