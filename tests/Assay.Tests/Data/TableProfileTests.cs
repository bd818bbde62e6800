using System.Collections.Immutable;
using Assay.Core.Drift;
using Assay.Data;
using Assay.Toolkit;

namespace Assay.Tests.Data;

public sealed class TableProfileTests : IDisposable
{
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_profiled_without_its_id_and_its_label()
    {
        var file = _folder.Write("rows.csv", "id,age,plan,left\n1,30,basic,no\n2,,plus,yes\n3,40,,no\n");

        var (columns, rows) = TableProfile.Read(file, ["id", "left"], like: []);

        rows.ShouldBe(3);
        var age = columns[0].ShouldBeOfType<NumberProfile>();
        (age.Name, age.Count, age.Missing, age.Mean).ShouldBe(("age", 2, 1, 35));
        var plan = columns[1].ShouldBeOfType<CategoryProfile>();
        plan.Counts.Select(c => (c.Key, c.Value)).ShouldBe([("basic", 1), ("plus", 1)]);
        plan.Missing.ShouldBe(1);
        columns.Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("rows.csv", "a,flag\nx,1\n,0\n2.5,1\n")]
    [InlineData("rows.jsonl", "{\"a\":\"x\",\"flag\":1}\n{\"a\":null,\"flag\":0}\n{\"a\":\"2.5\",\"flag\":1}\n")]
    public void Columns_are_read_as_the_kinds_that_the_reference_has(string name, string text)
    {
        var columns = TableProfile
            .Read(_folder.Write(name, text), [], [new NumberProfile("a", 1), new CategoryProfile("flag", ["1", "2"])])
            .Columns;

        var number = columns[0].ShouldBeOfType<NumberProfile>();
        (number.Count, number.Missing, number.Mean).ShouldBe((1, 2, 2.5));
        columns[1]
            .ShouldBeOfType<CategoryProfile>()
            .Counts.Select(c => (c.Key, c.Value))
            .ShouldBe([("1", 2), ("0", 1)]);
    }

    [Fact]
    public void Numbers_of_which_none_is_left_are_the_text_that_they_became()
    {
        var columns = TableProfile
            .Read(_folder.Write("rows.csv", "a\nx\ny\n"), [], [new NumberProfile("a", 1)])
            .Columns;

        columns[0].ShouldBeOfType<CategoryProfile>();
    }

    [Fact]
    public void Rows_beyond_what_is_read_at_once_short_and_long_texts_and_missing_cells_are_all_counted()
    {
        var rows = Enumerable
            .Range(0, 10_000)
            .Select(i =>
                $"{(i % 3 == 0 ? "" : i)},{(i % 5 == 0 ? "" : i % 2 == 0 ? "short" : "longer than twelve bytes öäü")}\n"
            );
        var file = _folder.Write("rows.csv", "n,t\n" + string.Concat(rows));

        var (columns, count) = TableProfile.Read(file, [], like: []);

        count.ShouldBe(10_000);
        (columns[0].Count, columns[0].Missing).ShouldBe((6666, 3334));
        var texts = columns[1].ShouldBeOfType<CategoryProfile>();
        (texts["short"], texts["longer than twelve bytes öäü"], texts.Missing).ShouldBe((4000, 4000, 2000));
    }

    [Fact]
    public void A_broken_row_far_down_is_told_with_its_line()
    {
        var rows = string.Concat(Enumerable.Range(0, 300_000).Select(i => $"{i},x\n"));
        var file = _folder.Write("rows.csv", "n,t\n" + rows + "1,2,3\n" + rows);

        var error = Should.Throw<InputError>(() =>
            TableProfile.Read(file, [], [new NumberProfile("n", 1), new CategoryProfile("t")])
        );

        error.Problems[0].Location!.Line.ShouldBe(300_002);
        error.Message.ShouldContain("the row has 3 fields and the header 2");
    }

    [Fact]
    public void Parquet_is_profiled_as_the_same_rows_in_CSV_are()
    {
        const string Query = "SELECT range AS n, range / 7.0 AS x, 'c' || range % 5 AS c FROM range(3000)";
        var lines = Enumerable.Range(0, 3000).Select(i => FormattableString.Invariant($"{i},{i / 7.0:R},c{i % 5}\n"));

        var parquet = TableProfile.Read(_folder.WriteParquet("rows.parquet", Query), [], like: []).Columns;
        var csv = TableProfile.Read(_folder.Write("rows.csv", "n,x,c\n" + string.Concat(lines)), [], like: []).Columns;

        DriftCheck
            .Judge(Profile(parquet), Profile(csv), new DriftPolicy())
            .Columns.ShouldAllBe(c => c.Values!.StabilityIndex < 1e-12);
        parquet[0].ShouldBeOfType<NumberProfile>().Sketch.IsExact.ShouldBeFalse();
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("id,left\n1,no\n", "holds no columns beside the id and the label")]
    public void A_file_with_nothing_to_profile_is_refused(string text, string message) =>
        Should
            .Throw<InputError>(() => TableProfile.Read(_folder.Write("rows.csv", text), ["id", "left"], like: []))
            .Message.ShouldContain(message);

    [Fact]
    public void A_header_without_rows_is_a_profile_of_none() =>
        TableProfile.Read(_folder.Write("rows.csv", "a,b\n"), [], like: []).Rows.ShouldBe(0);

    private static Profile Profile(ImmutableArray<ColumnProfile> columns)
    {
        var profile = new Profile("m", null, columns, []);
        profile.AddRows(columns[0].Rows);
        return profile;
    }
}
