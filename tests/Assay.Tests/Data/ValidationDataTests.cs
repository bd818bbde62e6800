using Assay.Core.Tables;
using Assay.Data;
using Assay.Toolkit;

namespace Assay.Tests.Data;

public sealed class ValidationDataTests : IDisposable
{
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rows_come_with_ids_labels_and_all_other_columns()
    {
        var rows = ValidationData.Read(
            _folder.Write("holdout.csv", "id,plan,churn,age\n01,basic,1,40\n02,,0,\n"),
            target: "churn",
            id: "id",
            "plan"
        );

        rows.Ids.ShouldBe(["01", "02"]);
        rows.Labels.ShouldBe(["1", "0"]);
        rows.Features.Names.ShouldBe(["plan", "age"]);
        rows.Features.Find("plan")!.Text(1).ShouldBeNull();
        ((NumberColumn)rows.Features.Find("age")!).Values.ShouldBe([40, double.NaN]);
    }

    [Fact]
    public void All_columns_that_are_missing_are_named_at_once()
    {
        var file = _folder.Write("holdout.csv", "customer,plan,churned\n1,basic,1\n");

        Should
            .Throw<InputError>(() => ValidationData.Read(file, "churn", "customer_id", "plan", "region"))
            .Problems.Select(p => p.ToString())
            .ShouldBe([
                "holdout.csv: there is no column 'churn', which data.target names; the columns are 'customer', 'plan', 'churned'.",
                "holdout.csv: there is no column 'customer_id', which data.id names; the columns are 'customer', 'plan', 'churned'. Did you mean 'customer'?",
                "holdout.csv: there is no column 'region', which the gate names; the columns are 'customer', 'plan', 'churned'.",
            ]);
    }

    [Fact]
    public void A_header_without_rows_is_refused() =>
        Refused("id,churn\n").ShouldBe("the file holds no rows; expected at least one below the names of the columns");

    [Fact]
    public void Missing_labels_are_counted() =>
        Refused("id,churn\n1,0\n2,\n3,\n")
            .ShouldBe(
                "2 of 3 rows have no label in column 'churn', the first is row 2; fill them in or leave the rows out"
            );

    [Fact]
    public void Missing_ids_are_counted() =>
        Refused("id,churn\n1,0\n,1\n").ShouldStartWith("1 of 2 rows have no id in column 'id', the first is row 2");

    [Fact]
    public void Ids_that_repeat_are_named() =>
        Refused("id,churn\n1,0\n2,1\n1,1\n")
            .ShouldBe("ids stand more than once in column 'id': '1'; an id names one row");

    private string Refused(string text)
    {
        var file = _folder.Write("holdout.csv", text);
        return Should
            .Throw<InputError>(() => ValidationData.Read(file, "churn", "id"))
            .Problems.ShouldHaveSingleItem()
            .Message;
    }
}
