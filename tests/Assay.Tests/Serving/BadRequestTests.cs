using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Assay.Serving.Hosting;

namespace Assay.Tests.Serving;

public sealed class BadRequestTests
{
    private const string Rest = "\"sepal_width\":3.5,\"petal_length\":1.4,\"petal_width\":0.2";

    [Theory]
    [InlineData("\"sepal_length\":\"5.1\"", "expected a number from 0 to 100, got the text '5.1'")]
    [InlineData("\"sepal_length\":true", "expected a number from 0 to 100, got true")]
    [InlineData("\"sepal_length\":null", "is null, expected a number from 0 to 100")]
    [InlineData("\"sepal_length\":[5.1]", "expected a number from 0 to 100, got an array")]
    [InlineData("\"sepal_length\":{\"v\":1}", "expected a number from 0 to 100, got an object")]
    [InlineData("\"sepal_length\":-0.1", "expected a number from 0 to 100, got '-0.1'")]
    [InlineData("\"sepal_length\":1e400", "expected a number from 0 to 100, got '1e400'")]
    [InlineData("\"sepal_length\":1,\"sepal_length\":2", "is there twice")]
    public async Task A_value_that_is_wrong_is_named_by_row_and_column(string cell, string message)
    {
        await using var server = await RunningServer.StartAsync(ServedFolder.Iris());

        var (status, answer) = await server.PostAsync("/predict", $"[{{\"sepal_length\":5,{Rest}}},{{{cell},{Rest}}}]");

        status.ShouldBe(400);
        answer.GetProperty("problems").GetArrayLength().ShouldBe(1);
        var problem = answer.GetProperty("problems")[0];
        problem.GetProperty("row").GetInt32().ShouldBe(2);
        problem.GetProperty("column").GetString().ShouldBe("sepal_length");
        problem.GetProperty("message").GetString().ShouldBe(message);
        answer.GetProperty("error").GetString().ShouldBe($"row 2, column 'sepal_length': {message}");
    }

    [Theory]
    [InlineData("{\"plan\":5,\"age\":1}", "plan", "expected a text, got '5'")]
    [InlineData("{\"plan\":\"gold\",\"age\":1.5}", "age", "expected a whole number from 0 to 150, got '1.5'")]
    [InlineData("{\"plan\":\"gold\",\"age\":151}", "age", "expected a whole number from 0 to 150, got '151'")]
    [InlineData(
        "{\"plan\":\"gold\",\"age\":99999999999999999999}",
        "age",
        "expected a whole number from 0 to 150, got '99999999999999999999'"
    )]
    [InlineData("{\"plan\":\"gold\",\"age\":null}", "age", "is null, expected a whole number from 0 to 150")]
    [InlineData("{\"plan\":\"gold\"}", "age", "is missing, expected a whole number from 0 to 150")]
    [InlineData("{\"plan\":\"\\ud800\",\"age\":1}", "plan", "is not valid Unicode text")]
    [InlineData("{\"plan\":\"gold\",\"age\":1,\"aged\":1}", "aged", "is no column of the model; did you mean 'age'?")]
    public async Task Texts_and_whole_numbers_are_what_they_say(string row, string column, string message)
    {
        await using var server = await RunningServer.StartAsync(ServedFolder.PlanAndAge());

        var (status, answer) = await server.PostAsync("/predict", row);

        status.ShouldBe(400);
        answer.GetProperty("error").GetString().ShouldBe($"row 1, column '{column}': {message}");
    }

    [Fact]
    public async Task A_column_that_the_model_does_not_have_is_passed_over_when_asked()
    {
        await using var server = await RunningServer.StartAsync(ServedFolder.PlanAndAge());
        const string row = """{"plan":"gold","age":1,"zip":[["x"]]}""";

        (await server.PostAsync("/predict", row)).Status.ShouldBe(400);
        (await server.PostAsync("/predict?extra=ignore", row)).Status.ShouldBe(200);
        (await server.PostAsync("/predict?extra=allow", row)).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Of_ten_thousand_columns_the_first_are_named_and_the_rest_counted()
    {
        await using var server = await RunningServer.StartAsync(ServedFolder.PlanAndAge());
        var row = string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"c{i}\":{i}"));

        var (status, answer) = await server.PostAsync("/predict", $"{{{row}}}");

        status.ShouldBe(400);
        answer.GetProperty("problems").GetArrayLength().ShouldBe(20);
        answer.GetProperty("beyond").GetInt32().ShouldBe(9_981);
        answer.GetProperty("problems")[0].GetProperty("column").GetString().ShouldBe("c0");
    }

    [Theory]
    [InlineData("", "the body is empty")]
    [InlineData("{", "it ends too early")]
    [InlineData("{\"plan\":NaN}", "line 1, byte 9: JSON has no NaN and no Infinity; a missing value is null")]
    [InlineData("{\"age\":\n -Infinity}", "JSON has no NaN and no Infinity")]
    [InlineData("{\"age\":1,}", "is not JSON")]
    [InlineData("{\"age\":1} {}", "is not JSON")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]", "more than 16 levels deep")]
    [InlineData("5", "the body holds a single value")]
    [InlineData("[]", "the body holds no row")]
    [InlineData("{\"rows\":[]}", "the body holds no row")]
    [InlineData("{\"rows\":5}", "'rows' is not an array")]
    [InlineData("{\"rows\":[],\"rows\":[]}", "'rows' is there twice")]
    [InlineData("[5]", "row 1: expected an object from column to value")]
    public async Task A_body_that_is_no_rows_is_refused_in_one_sentence(string body, string message)
    {
        await using var server = await RunningServer.StartAsync(ServedFolder.PlanAndAge());

        var (status, answer) = await server.PostAsync("/predict", body);

        status.ShouldBe(400);
        answer.GetProperty("error").GetString()!.ShouldContain(message, Case.Sensitive);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        await using var server = await RunningServer.StartAsync(ServedFolder.PlanAndAge());
        byte[] body = [.. "{\"plan\":\""u8, 0xff, 0xfe, .. "\",\"age\":1}"u8];

        using var answer = await server.PostAsync("/predict", new ByteArrayContent(body));

        ((int)answer.StatusCode).ShouldBe(400);
        (await RunningServer.JsonOf(answer))
            .GetProperty("error")
            .GetString()
            .ShouldBe("row 1, column 'plan': is not valid Unicode text");
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/csv")]
    [InlineData("application/json; charset=latin1")]
    public async Task Another_content_type_is_refused_by_name(string type)
    {
        await using var server = await RunningServer.StartAsync(ServedFolder.PlanAndAge());
        using var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        using var answer = await server.PostAsync("/predict", content);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await RunningServer.JsonOf(answer))
            .GetProperty("error")
            .GetString()!
            .ShouldContain("Content-Type: application/json");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_beyond_the_limit_is_refused(bool isChunked)
    {
        var host = new HostSettings
        {
            Port = 0,
            AdminPort = 0,
            MostBytes = 100_000,
        };
        await using var server = await RunningServer.StartAsync(ServedFolder.PlanAndAge(), host);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("[" + new string(' ', 100_000) + "]"));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        using var answer = isChunked
            ? await server.PostChunkedAsync("/predict", content)
            : await server.PostAsync("/predict", content);

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await RunningServer.JsonOf(answer))
            .GetProperty("error")
            .GetString()
            .ShouldBe("the body has more than 100,000 bytes; send the rows in several requests");
    }

    [Fact]
    public async Task More_rows_than_a_request_may_have_are_refused()
    {
        await using var server = await RunningServer.StartAsync(ServedFolder.PlanAndAge(), mostRows: 2);

        var (status, answer) = await server.PostAsync("/predict", """[{"age":1},{"age":2},{"age":3}]""");

        status.ShouldBe(413);
        answer.GetProperty("error").GetString().ShouldBe("more than 2 rows in one request; send them in several");
    }

    [Theory]
    [InlineData("GET", "/predict", 405)]
    [InlineData("POST", "/ping", 405)]
    [InlineData("GET", "/", 404)]
    [InlineData("GET", "/profile", 404)]
    [InlineData("POST", "/v2/models/other/infer", 404)]
    [InlineData("GET", "/v2/models/iris/versions/v9", 404)]
    [InlineData("GET", "/v2/models/iris/versions/v1.0.0/config", 404)]
    public async Task A_path_or_method_that_is_not_there_is_answered_in_JSON(string method, string path, int status)
    {
        await using var server = await RunningServer.StartAsync(ServedFolder.Iris());

        using var answer = await server.SendAsync(new HttpMethod(method), path);

        ((int)answer.StatusCode).ShouldBe(status);
        (await RunningServer.JsonOf(answer)).GetProperty("error").ValueKind.ShouldBe(JsonValueKind.String);
        answer.Headers.GetValues("x-model-version").ShouldBe(["v1.0.0"]);
        answer.Headers.GetValues("x-request-id").ShouldHaveSingleItem().ShouldNotBeEmpty();
    }
}
