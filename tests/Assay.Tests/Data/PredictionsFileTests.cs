using Assay.Data;
using Assay.Toolkit;

namespace Assay.Tests.Data;

public sealed class PredictionsFileTests : IDisposable
{
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("customer_id")]
    [InlineData("id")]
    public void Ids_stand_under_the_data_s_name_or_under_id(string name)
    {
        var predictions = PredictionsFile.Read(_folder.Write("p.csv", $"{name},score\n007,0.5\n"), "customer_id");

        predictions.Ids.ShouldBe(["007"]);
        predictions.Columns.Names.ShouldBe(["score"]);
        predictions.Source.ShouldBe("p.csv");
    }

    [Fact]
    public void A_file_without_ids_has_none() =>
        PredictionsFile.Read(_folder.Write("p.csv", "score\n0.5\n")).Ids.ShouldBeNull();

    [Fact]
    public void An_index_column_without_a_name_is_read_and_named_by_its_place() =>
        PredictionsFile
            .Read(_folder.Write("p.csv", ",id,score\n0,a,0.5\n"))
            .Columns.Names.ShouldBe(["column0", "score"]);

    [Fact]
    public void Ids_of_parquet_match_those_of_text()
    {
        var file = _folder.WriteParquet("p.parquet", "SELECT i::DOUBLE AS id, 0.5 AS score FROM range(2) t(i)");

        PredictionsFile.Read(file).Ids.ShouldBe(["0", "1"]);
    }

    [Fact]
    public void A_prediction_without_an_id_is_refused() =>
        Should
            .Throw<InputError>(() => PredictionsFile.Read(_folder.Write("p.csv", "id,score\n1,0.5\n,0.5\n")))
            .Message.ShouldBe("p.csv: row 2 has no id in column 'id'; each prediction names its row");

    [Fact]
    public void A_file_without_predictions_is_refused() =>
        Should
            .Throw<InputError>(() => PredictionsFile.Read(_folder.Write("p.csv", "id,score\n")))
            .Message.ShouldStartWith("p.csv: the file holds no predictions");
}
