using System.Text;
using Assay.Core.Drift;
using Assay.Core.Runs;
using CsCheck;

namespace Assay.Tests.Drift;

public sealed class ProfileTests
{
    private static readonly Sha256Digest _digest = Sha256Digest.Parse(new string('a', 64));

    private static readonly Gen<string?> _text = Gen.OneOf(
        Gen.Const((string?)null),
        Gen.String.Select(s => (string?)s),
        Gen.Int[0, 5].Select(i => (string?)$"plan {i}")
    );

    private static readonly Gen<double> _number = Gen.OneOf(
        Gen.Double,
        Gen.Int[0, 3].Select(i => (double)i),
        Gen.Const(double.NaN),
        Gen.Const(double.NegativeInfinity)
    );

    private static readonly Gen<(double, string?)[]> _rows = Gen.Select(_number, _text).Array[0, 800];

    [Fact]
    public void A_profile_reads_back_from_its_document_as_it_was() =>
        _rows.Sample(rows =>
        {
            var profile = Of(rows);
            var again = ProfileDocument.Read(ProfileDocument.Write(profile));
            Shown(again).ShouldBe(Shown(profile));
        });

    [Fact]
    public void A_profile_that_was_read_goes_on_where_it_ended() =>
        Gen.Select(_rows, _rows)
            .Sample(
                (first, then) =>
                {
                    var again = ProfileDocument.Read(ProfileDocument.Write(Of(first)));
                    Shown(Add(again, then)).ShouldBe(Shown(Of([.. first, .. then])));
                }
            );

    [Fact]
    public void Profiles_of_parts_add_up_to_the_profile_of_the_whole() =>
        Gen.Select(_rows, _rows, _rows)
            .Sample(
                (a, b, c) =>
                {
                    var whole = Of([.. a, .. b, .. c]);
                    var left = Of(a).Plus(Of(b)).Plus(Of(c));
                    var right = Of(a).Plus(Of(b).Plus(Of(c)));
                    foreach (var sum in new[] { left, right })
                    {
                        sum.Rows.ShouldBe(whole.Rows);
                        Counts(sum).ShouldBe(Counts(whole));
                        ((CategoryProfile)sum.Columns[1]).Counts.ShouldBe(((CategoryProfile)whole.Columns[1]).Counts);
                    }
                }
            );

    [Fact]
    public void Mean_and_variance_are_those_of_all_rows()
    {
        var profile = Of([(1, "a"), (2, null), (4, "a"), (double.NaN, "b"), (double.PositiveInfinity, "b")]);
        var numbers = (NumberProfile)profile.Columns[0];

        numbers.Mean!.Value.ShouldBe(7.0 / 3, 1e-15);
        numbers.Variance!.Value.ShouldBe(7.0 / 3, 1e-15);
        (numbers.Min, numbers.Max).ShouldBe((1, 4));
        (numbers.Count, numbers.Missing, numbers.Infinite, numbers.Rows).ShouldBe((3, 1, 1, 5));
    }

    [Fact]
    public void More_than_a_thousand_values_are_counted_as_other()
    {
        var column = new CategoryProfile("id");
        for (var i = 0; i < 5000; i++)
        {
            column.Add($"customer {i % 2500}");
        }

        column.Counts.Length.ShouldBe(CategoryProfile.MostValues);
        column.Counts.ShouldAllBe(c => c.Value == 2);
        (column.Count, column.Other).ShouldBe((5000, 3000));
    }

    [Fact]
    public void Known_values_are_counted_one_by_one_though_others_came_first()
    {
        var column = new CategoryProfile("plan", ["basic", "plus"]);
        for (var i = 0; i < 2000; i++)
        {
            column.Add($"noise {i}");
        }

        column.Add("plus");

        column["plus"].ShouldBe(1);
        column.Counts.Select(c => c.Key).ShouldNotContain("basic");
    }

    [Fact]
    public void Adding_a_row_of_values_seen_before_allocates_nothing()
    {
        var profile = Of([(1, "a"), (2, "b")]);
        var (numbers, texts) = ((NumberProfile)profile.Columns[0], (CategoryProfile)profile.Columns[1]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            numbers.Add(1 + (i % 2));
            texts.Add("ab".AsSpan(i % 2, 1));
            profile.AddRows(1);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void Profiles_of_two_models_do_not_add_up()
    {
        var other = new Profile("fraud", null, [], []);

        Should.Throw<ArgumentException>(() => Of([]).Plus(other)).Message.ShouldContain("'fraud'");
    }

    [Fact]
    public void A_column_of_one_part_only_is_kept()
    {
        var more = new Profile("churn", _digest, [new NumberProfile("age", 1)], []);
        ((NumberProfile)more.Columns[0]).Add(30);
        more.AddRows(1);

        var sum = Of([(1, "a")]).Plus(more);

        sum.Columns.Select(c => (c.Name, c.Rows)).ShouldBe([("tenure", 1), ("plan", 1), ("age", 1)]);
    }

    [Theory]
    [InlineData("", "profile is not one")]
    [InlineData("[]", "profile is not one")]
    [InlineData("{}", "names no schema")]
    [InlineData("""{"schema":2}""", "newer than 1")]
    [InlineData("""{"schema":1,"model":"m","rows":1,"columns":null,"predictions":[]}""", "profile is not one")]
    [InlineData("""{"schema":1,"model":"m","rows":1,"columns":[null],"predictions":[]}""", "a column is null")]
    [InlineData("""{"schema":1,"model":"m","rows":-1,"columns":[],"predictions":[]}""", "rows is -1")]
    [InlineData(
        """{"schema":1,"model":"m","rows":1,"columns":[{"name":"a","kind":"category","count":2,"missing":0,"values":{"x":1}}],"predictions":[]}""",
        "column 'a' has a count of 2, and what it holds adds up to 1"
    )]
    [InlineData(
        """{"schema":1,"model":"m","rows":1,"columns":[{"name":"a","kind":"number","count":1,"missing":0,"min":1,"max":1,"mean":1,"sketch":{"seed":1,"compactions":0,"values":[2,1],"counts":[1,1]}}],"predictions":[]}""",
        "ascending values"
    )]
    [InlineData(
        """{"schema":1,"model":"m","rows":1,"columns":[{"name":"a","kind":"number","count":1,"missing":0,"min":1,"max":1,"sketch":{"seed":1,"compactions":0,"levels":[[1],null]}}],"predictions":[]}""",
        "levels of numbers"
    )]
    public void What_is_no_profile_is_refused_with_the_reason(string json, string reason) =>
        Should
            .Throw<FormatException>(() => ProfileDocument.Read(Encoding.UTF8.GetBytes(json)))
            .Message.ShouldContain(reason);

    private static Profile Of((double Number, string? Text)[] rows) =>
        Add(
            new Profile(
                "churn",
                _digest,
                [new NumberProfile("tenure", 1), new CategoryProfile("plan")],
                [new NumberProfile("score", 2)]
            ),
            rows
        );

    private static Profile Add(Profile profile, (double Number, string? Text)[] rows)
    {
        foreach (var (number, text) in rows)
        {
            ((NumberProfile)profile.Columns[0]).Add(number);
            ((CategoryProfile)profile.Columns[1]).Add(text);
            ((NumberProfile)profile.Predictions[0]).Add(0.5);
        }

        profile.AddRows(rows.Length);
        return profile;
    }

    private static string Shown(Profile profile)
    {
        var numbers = (NumberProfile)profile.Columns[0];
        var sample = numbers.Sketch.ToSample();
        var texts = (CategoryProfile)profile.Columns[1];
        return string.Join(
            '\n',
            profile.ModelDigest,
            profile.Rows,
            $"{numbers.Count} {numbers.Missing} {numbers.Infinite} {numbers.Min} {numbers.Max} {numbers.Mean:R}",
            string.Join(' ', sample.Values.Select((v, i) => $"{v:R}×{sample.Weights[i]}")),
            $"{texts.Count} {texts.Missing} {texts.Other}",
            string.Join(' ', texts.Counts)
        );
    }

    private static (long, long, long, double?, double?, long, long) Counts(Profile profile)
    {
        var numbers = (NumberProfile)profile.Columns[0];
        var texts = (CategoryProfile)profile.Columns[1];
        return (numbers.Count, numbers.Missing, numbers.Infinite, numbers.Min, numbers.Max, texts.Count, texts.Missing);
    }
}
