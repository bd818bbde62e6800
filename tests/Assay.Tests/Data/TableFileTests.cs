using Assay.Core.Tables;
using Assay.Data;
using Assay.Toolkit;

namespace Assay.Tests.Data;

public sealed class TableFileTests : IDisposable
{
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_column_of_numbers_is_numbers_and_an_empty_field_is_missing()
    {
        var table = TableFile.Read(_folder.Write("rows.csv", "a,b,c\n1,x,\n,y,\n-2.5e3,,\n"));

        table.Names.ShouldBe(["a", "b", "c"]);
        Numbers(table, "a").ShouldBe([1, double.NaN, -2500]);
        Texts(table, "b").ShouldBe(["x", "y", null]);
        Texts(table, "c").ShouldBe([null, null, null]);
    }

    [Fact]
    public void One_value_that_is_not_a_number_makes_the_column_text() =>
        Texts(TableFile.Read(_folder.Write("rows.csv", "a\n1\nNA\n003\n")), "a").ShouldBe(["1", "NA", "003"]);

    [Fact]
    public void Yes_no_and_dates_stay_as_they_are_written()
    {
        var table = TableFile.Read(_folder.Write("rows.csv", "a,b,c\nYes,true,2020-01-31\nNo,False,2020-02-01\n"));

        Texts(table, "a").ShouldBe(["Yes", "No"]);
        Texts(table, "b").ShouldBe(["true", "False"]);
        Texts(table, "c").ShouldBe(["2020-01-31", "2020-02-01"]);
    }

    [Fact]
    public void Quotes_delimiters_and_line_ends_inside_values_are_kept()
    {
        var table = TableFile.Read(
            _folder.Write("rows.csv", "\uFEFF\"the, name\",b\r\n\"a, \"\"b\"\"\r\nc\",1\r\nü,2\r\n")
        );

        Texts(table, "the, name").ShouldBe(["a, \"b\"\r\nc", "ü"]);
        Numbers(table, "b").ShouldBe([1, 2]);
    }

    [Theory]
    [InlineData(";")]
    [InlineData("\t")]
    [InlineData("|")]
    public void The_delimiter_is_the_header_s(string delimiter) =>
        Texts(TableFile.Read(_folder.Write("rows.csv", $"a{delimiter}b\n1,5{delimiter}x\n")), "a").ShouldBe(["1,5"]);

    [Fact]
    public void Ids_keep_their_zeros_and_their_last_digits_when_wanted_as_text()
    {
        var table = TableFile.Read(_folder.Write("rows.csv", "id,a\n007,007\n9007199254740993,1\n"), "id", null);

        Texts(table, "id").ShouldBe(["007", "9007199254740993"]);
        Numbers(table, "a").ShouldBe([7, 1]);
    }

    [Fact]
    public void Parquet_keeps_its_types_and_its_order()
    {
        var file = _folder.WriteParquet(
            "rows.parquet",
            "SELECT 9007199254740993 - i AS id, (i / 4)::FLOAT AS f, i % 2 = 0 AS b, i::DECIMAL(9,2) AS d, DATE '2020-01-31' AS day, 'c' || i AS s, 1.0::DOUBLE AS y FROM range(3000) t(i)"
        );

        var table = TableFile.Read(file, "id", "y");

        table.Count.ShouldBe(3000);
        Texts(table, "id")[2].ShouldBe("9007199254740991");
        Numbers(table, "f")[1].ShouldBe(0.25);
        Numbers(table, "b")[..2].ShouldBe([1, 0]);
        Numbers(table, "d")[2999].ShouldBe(2999);
        Texts(table, "day")[0].ShouldBe("2020-01-31");
        Texts(table, "s")[2999].ShouldBe("c2999");
        Texts(table, "y")[0].ShouldBe("1");
    }

    [Theory]
    [InlineData("rows.jsonl", "{\"a\":1,\"b\":\"x\"}\n{\"a\":null,\"c\":true}\n")]
    [InlineData("rows.json", "[{\"a\":1,\"b\":\"x\"},{\"c\":true}]")]
    [InlineData("rows", "{\"a\":1,\"b\":\"x\"}\n{\"c\":true}\n")]
    public void Json_rows_are_lines_or_one_array_and_lack_what_they_like(string name, string text)
    {
        var table = TableFile.Read(_folder.Write(name, text));

        Numbers(table, "a").ShouldBe([1, double.NaN]);
        Texts(table, "b").ShouldBe(["x", null]);
        Numbers(table, "c").ShouldBe([double.NaN, 1]);
    }

    [Fact]
    public void Compressed_text_is_read_as_it_is() =>
        Numbers(TableFile.Read(_folder.WriteGzip("rows.csv.gz", "a\n1\n2\n")), "a").ShouldBe([1, 2]);

    [Theory]
    [InlineData("it's.csv")]
    [InlineData("a*b?[1].csv")]
    [InlineData("year=2020/rows.csv")]
    [InlineData("x');DROP TABLE t;--.csv")]
    public void A_path_is_a_path_whatever_it_holds(string name) =>
        TableFile.Read(_folder.Write(name, "a\n1\n")).Names.ShouldBe(["a"]);

    [Fact]
    public void A_column_s_name_is_never_read_as_SQL() =>
        TableFile
            .Read(_folder.Write("rows.csv", "\"a\"\") FROM x; --\",b'c\n1,2\n"))
            .Names.ShouldBe(["a\") FROM x; --", "b'c"]);

    [Theory]
    [InlineData("a,b\n1,2\n3\n", 3, "the row has 1 fields and the header 2")]
    [InlineData("a,b\n1,2,3\n", 2, "the row has 3 fields and the header 2")]
    [InlineData("a,b\n1,\"x\n2,y\n", 2, "a quote is opened and not closed")]
    [InlineData("a,\"b\n1,2\n", 1, "the header has a quote that does not enclose a whole name")]
    [InlineData("a,A\n1,2\n", 1, "the header names 'a', 'A' twice")]
    public void A_row_that_does_not_fit_is_refused_with_its_line(string text, int line, string message)
    {
        var problem = Refused(_folder.Write("rows.csv", text));

        problem.Location.ShouldBe(new SourceLocation("rows.csv", line));
        problem.Message.ShouldStartWith(message);
    }

    [Fact]
    public void Text_that_is_not_UTF8_is_refused() =>
        Refused(_folder.Write("rows.csv", [.. "a\n1\n"u8, 0xe9, 0xe8, (byte)'\n']))
            .ToString()
            .ShouldBe("rows.csv:3: the file is not UTF-8; save it as UTF-8, or as Parquet");

    [Fact]
    public void A_file_that_is_no_Parquet_is_refused() =>
        Refused(_folder.Write("rows.parquet", "a,b\n1,2\n, and some more of the text"))
            .Message.ShouldStartWith("the file is not readable as Parquet");

    [Fact]
    public void Json_that_breaks_off_is_refused() =>
        Refused(_folder.Write("rows.jsonl", "{\"a\":1}\n{\"a\":\n"))
            .Message.ShouldStartWith("the file is not readable as JSON");

    [Fact]
    public void Json_that_holds_no_objects_is_refused() =>
        Refused(_folder.Write("rows.json", "[1, 2]"))
            .Message.ShouldStartWith("the file holds no rows that are JSON objects");

    [Fact]
    public void Rows_that_were_appended_on_another_system_are_read_with_the_others()
    {
        var table = TableFile.Read(_folder.Write("rows.csv", "a,b\n1,x\r\n2,\"y, z\"\n3,w\r\n"));

        Numbers(table, "a").ShouldBe([1, 2, 3]);
        Texts(table, "b").ShouldBe(["x", "y, z", "w"]);
    }

    [Fact]
    public void Mixed_line_ends_make_nothing_else_lenient() =>
        Refused(_folder.Write("rows.csv", "a,b\n1,x\r\n2,y,z\n"))
            .ToString()
            .ShouldStartWith("rows.csv:3: the row has 3");

    [Fact]
    public void A_pointer_of_git_lfs_is_named_as_such() =>
        Refused(_folder.Write("rows.parquet", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"))
            .Message.ShouldContain("git lfs pull");

    [Fact]
    public void A_missing_an_empty_and_a_wrong_kind_of_file_are_told_apart()
    {
        Refused(_folder.File("none.csv")).ToString().ShouldStartWith("none.csv: there is no such file");
        Refused(_folder.Write("empty.csv", "")).ToString().ShouldStartWith("empty.csv: the file is empty");
        Refused(_folder.File(".")).Message.ShouldStartWith("is a folder");
    }

    private static Problem Refused(DataFile file) =>
        Should.Throw<InputError>(() => TableFile.Read(file)).Problems.ShouldHaveSingleItem();

    private static double[] Numbers(Table table, string name) => table.Find(name).ShouldBeOfType<NumberColumn>().Values;

    private static string?[] Texts(Table table, string name) => table.Find(name).ShouldBeOfType<TextColumn>().Values;
}
