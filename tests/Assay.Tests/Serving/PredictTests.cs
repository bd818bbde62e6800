using System.Globalization;
using System.Text;

namespace Assay.Tests.Serving;

public sealed class PredictTests
{
    private const string Setosa = """{"sepal_length":5.1,"sepal_width":3.5,"petal_length":1.4,"petal_width":0.2}""";

    [Theory]
    [InlineData(Setosa)]
    [InlineData($"[{Setosa}]")]
    [InlineData($$"""{"rows":[{{Setosa}}]}""")]
    [InlineData($$"""{"tenant":"acme","rows":[{{Setosa}}],"trace":{"on":true} }""")]
    [InlineData($"\uFEFF {Setosa} ")]
    public async Task A_row_an_array_of_rows_and_rows_by_name_are_answered_alike(string body)
    {
        await using var server = await RunningServer.StartAsync(ServedFolder.Iris());

        var (status, answer) = await server.PostAsync("/predict", body);

        status.ShouldBe(200);
        answer
            .GetRawText()
            .ShouldBe(
                """{"model":"iris","version":"v1.0.0","predictions":[{"scores":{"setosa":1,"versicolor":0,"virginica":0},"label":"setosa"}]}"""
            );
    }

    [Fact]
    public async Task Rows_of_the_golden_file_get_the_scores_that_scikit_learn_gave()
    {
        await using var server = await RunningServer.StartAsync(ServedFolder.Iris());
        var golden = File.ReadAllLines(Path.ChangeExtension(ServedFolder.IrisFile, ".csv"));
        var rows = golden.Skip(1).Select(line => line.Split(',')).ToList();
        var body = new StringBuilder("[");
        foreach (var row in rows)
        {
            body.Append(
                CultureInfo.InvariantCulture,
                $$"""{{(body.Length > 1 ? "," : "")}}{"petal_width":{{row[3]}},"sepal_length":{{row[0]}},"sepal_width":{{row[1]}},"petal_length":{{row[2]}}}"""
            );
        }

        var (status, answer) = await server.PostAsync("/predict", body.Append(']').ToString());

        status.ShouldBe(200);
        var predictions = answer.GetProperty("predictions").EnumerateArray().ToList();
        predictions.Count.ShouldBe(rows.Count);
        foreach (var (row, prediction) in rows.Zip(predictions))
        {
            prediction
                .GetProperty("scores")
                .EnumerateObject()
                .Select(score => score.Value.GetDouble())
                .ShouldBe(row[5..8].Select(p => double.Parse(p, CultureInfo.InvariantCulture)), tolerance: 1e-5);
        }
    }

    [Fact]
    public async Task A_binary_model_answers_the_positive_class_probability_and_the_label()
    {
        await using var server = await RunningServer.StartAsync(ServedFolder.PlanAndAge());

        var (_, answer) = await server.PostAsync(
            "/predict",
            """[{"plan":"basic","age":2},{"plan":"g\u006fld","age":3},{"age":7.0},{"plan":null,"age":0}]"""
        );

        answer
            .GetProperty("predictions")
            .GetRawText()
            .ShouldBe(
                """[{"score":1.2,"label":"leaves"},{"score":0.3,"label":"stays"},{"score":0.7,"label":"leaves"},{"score":0,"label":"stays"}]"""
            );
    }

    [Fact]
    public async Task A_rows_id_comes_back_as_it_was_written()
    {
        await using var server = await RunningServer.StartAsync(ServedFolder.Iris());

        var (_, answer) = await server.PostAsync(
            "/predict",
            $$"""[{"flower":"a\"ü\u0041",{{Setosa[1..]}},{{Setosa}},{"flower":17,{{Setosa[1..]}}]"""
        );

        answer
            .GetProperty("predictions")
            .EnumerateArray()
            .Select(p => p.TryGetProperty("id", out var id) ? id.GetRawText() : null)
            .ShouldBe(["\"a\\\"ü\\u0041\"", null, "17"]);
    }

    [Fact]
    public async Task Many_callers_at_once_get_their_own_answers()
    {
        await using var server = await RunningServer.StartAsync(ServedFolder.PlanAndAge());

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 60).Select(age => server.PostAsync("/predict", $$"""{"plan":"gold","age":{{age}}}"""))
        );

        answers
            .Select(a => Math.Round(a.Body.GetProperty("predictions")[0].GetProperty("score").GetDouble() * 10))
            .ShouldBe(Enumerable.Range(0, 60).Select(age => (double)age));
    }
}
