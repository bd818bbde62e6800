namespace Assay.Tests.Serving;

public sealed class InferTests
{
    private const string Infer = "/v2/models/iris/infer";
    private const string Matrix = """{"id":"q7","inputs":[{"name":"X","shape":[2,4],"datatype":"FP64","data":DATA}]}""";

    [Theory]
    [InlineData(Infer, "[5.1,3.5,1.4,0.2,6.3,3.3,6.0,2.5]")]
    [InlineData(Infer, "[[5.1,3.5,1.4,0.2],[6.3,3.3,6.0,2.5]]")]
    [InlineData("/v2/models/iris/versions/v1.0.0/infer", "[5.1,3.5,1.4,0.2,6.3,3.3,6.0,2.5]")]
    public async Task A_matrix_flat_or_nested_is_answered_with_its_id(string path, string data)
    {
        await using var server = await RunningServer.StartAsync(ServedFolder.Iris());

        var (status, answer) = await server.PostAsync(path, Matrix.Replace("DATA", data, StringComparison.Ordinal));

        status.ShouldBe(200);
        answer
            .GetRawText()
            .ShouldBe(
                """{"model_name":"iris","model_version":"v1.0.0","id":"q7","outputs":[{"name":"probabilities","datatype":"FP32","shape":[2,3],"data":[1,0,0,0,0,1]},{"name":"label","datatype":"BYTES","shape":[2],"data":["setosa","virginica"]}]}"""
            );
    }

    [Fact]
    public async Task Tensors_by_column_come_in_any_order_and_kind_of_number()
    {
        await using var server = await RunningServer.StartAsync(ServedFolder.Iris());

        var (status, answer) = await server.PostAsync(
            Infer,
            """
            {"outputs":[{"name":"label"}],"inputs":[
              {"data":[[1.4],[6]],"datatype":"FP32","shape":[2,1],"name":"petal_length"},
              {"name":"sepal_width","shape":[2],"datatype":"INT64","data":[3,3]},
              {"name":"sepal_length","shape":[2],"datatype":"UINT8","data":[5,6],"parameters":{"x":{}}},
              {"name":"petal_width","shape":[2,1],"datatype":"FP64","data":[null,2.5]}]}
            """
        );

        status.ShouldBe(200, answer.GetRawText());
        answer
            .GetProperty("outputs")
            .GetRawText()
            .ShouldBe("""[{"name":"label","datatype":"BYTES","shape":[2],"data":["versicolor","virginica"]}]""");
    }

    [Fact]
    public async Task Text_columns_are_tensors_of_bytes()
    {
        await using var server = await RunningServer.StartAsync(ServedFolder.PlanAndAge());

        var (_, answer) = await server.PostAsync(
            "/v2/models/plans/infer",
            """{"inputs":[{"name":"age","shape":[2],"datatype":"INT64","data":[1,2]},{"name":"plan","shape":[2],"datatype":"BYTES","data":["basic","gold"]}]}"""
        );

        answer.GetProperty("outputs")[0].GetProperty("data").GetRawText().ShouldBe("[1.1,0.2]");
        answer.TryGetProperty("id", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{}""", "'inputs' is missing; expected an array of tensors")]
    [InlineData("""{"inputs":[]}""", "'inputs' holds no tensor")]
    [InlineData("""{"inputs":[5]}""", "'inputs' holds what is no tensor")]
    [InlineData("""{"inputs":[{"name":"X","shape":[1,4],"datatype":"FP32"}]}""", "tensor 'X' lacks some of its keys")]
    [InlineData(
        """{"inputs":[{"name":"X","shape":[1,4],"datatype":"FP32","data":[1,2,3]}]}""",
        "tensor 'X' has 3 values, and its shape [1, 4] holds 4"
    )]
    [InlineData(
        """{"inputs":[{"name":"X","shape":[1,4],"datatype":"FP32","data":[1,2,3,4,5]}]}""",
        "tensor 'X' has 5 values, and its shape [1, 4] holds 4"
    )]
    [InlineData(
        """{"inputs":[{"name":"X","shape":[1,3],"datatype":"FP32","data":[1,2,3]}]}""",
        "tensor 'X' of 3 columns is none that the model takes"
    )]
    [InlineData(
        """{"inputs":[{"name":"X","shape":[0,4],"datatype":"FP32","data":[]}]}""",
        "a shape is not what it should be"
    )]
    [InlineData(
        """{"inputs":[{"name":"X","shape":[1,4],"datatype":"FP16","data":[1,2,3,4]}]}""",
        "tensor 'X' has the datatype 'FP16'"
    )]
    [InlineData(
        """{"inputs":[{"name":"X","shape":[1,4],"datatype":"BYTES","data":["1","2","3","4"]}]}""",
        "column 'sepal_length' wants a number"
    )]
    [InlineData(
        """{"inputs":[{"name":"X","shape":[1,4],"datatype":"FP32","data":[1,2,"3",4]}]}""",
        "row 1, column 'petal_length': expected a number, got the text '3'"
    )]
    [InlineData(
        """{"inputs":[{"name":"X","shape":[2,4],"datatype":"FP32","data":[1,2,3,4,-5,6,7,8]}]}""",
        "row 2, column 'sepal_length': expected a number from 0 to 100, got '-5'"
    )]
    [InlineData(
        """{"inputs":[{"name":"sepal_width","shape":[1],"datatype":"FP32","data":[1]}]}""",
        "there is no tensor for column 'sepal_length'"
    )]
    [InlineData(
        """{"inputs":[{"name":"sepal_widht","shape":[1],"datatype":"FP32","data":[1]}]}""",
        "did you mean 'sepal_width'?"
    )]
    [InlineData(
        """{"inputs":[{"name":"X","shape":[99999999,4],"datatype":"FP32","data":[1,2,3,4]}]}""",
        "tensor 'X' has 99,999,999 rows"
    )]
    [InlineData(
        """{"outputs":[{"name":"proba"}],"inputs":[{"name":"X","shape":[1,4],"datatype":"FP32","data":[1,2,3,4]}]}""",
        "the model has no output 'proba'; expected 'probabilities', 'label'"
    )]
    [InlineData("""{"id":5,"inputs":[]}""", "'id' is no text; expected one")]
    public async Task A_request_that_does_not_fit_is_refused_in_one_sentence(string body, string message)
    {
        await using var server = await RunningServer.StartAsync(ServedFolder.Iris());

        var (status, answer) = await server.PostAsync(Infer, body);

        status.ShouldBe(message.Contains("99,999,999", StringComparison.Ordinal) ? 413 : 400);
        answer.GetProperty("error").GetString()!.ShouldContain(message, Case.Sensitive);
    }

    [Theory]
    [InlineData("/v2/models/iris")]
    [InlineData("/v2/models/iris/versions/v1.0.0")]
    public async Task The_model_is_described_before_anyone_asks_it(string path)
    {
        await using var server = await RunningServer.StartAsync(ServedFolder.Iris());

        using var answer = await server.SendAsync(HttpMethod.Get, path);

        (await RunningServer.JsonOf(answer))
            .GetRawText()
            .ShouldBe(
                """{"name":"iris","versions":["v1.0.0"],"platform":"onnx_onnxv1","inputs":[{"name":"X","datatype":"FP32","shape":[-1,4]}],"outputs":[{"name":"probabilities","datatype":"FP32","shape":[-1,3]},{"name":"label","datatype":"BYTES","shape":[-1]}]}"""
            );
    }
}
