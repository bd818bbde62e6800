using System.Text.Json;
using Assay.Core.Gates;
using Assay.Core.Runs;
using Assay.Core.Serving;

namespace Assay.Tests.Serving;

public sealed class ServedModelTests
{
    private static readonly ServedModel _model = new()
    {
        Name = "churn",
        Version = "v1.4.0",
        Task = TaskKind.Binary,
        Run = RunId.Parse("0199a1b2c3d47e5f8a9b0c1d2e3f4a5b"),
        CodeCommit = "3f9c2a1",
        File = "model.onnx",
        Digest = Sha256Digest.FromHash(new byte[32]),
        Columns =
        [
            new ServedColumn("tenure", ColumnType.Number, Missing: true, Least: 0),
            new ServedColumn("contract", ColumnType.Text, Missing: false, ["One year", "Two year"]),
        ],
        Inputs =
        [
            new ServedInput("tenure", InputElement.Float, IsFlat: false, [0]),
            new ServedInput("contract", InputElement.String, IsFlat: true, [1]),
        ],
        Output = new ServedOutput("probabilities", OutputKind.Scores),
        Classes = ["No", "Yes"],
        Positive = "Yes",
    };

    [Fact]
    public void A_document_that_was_written_is_read_as_it_was()
    {
        var json = _model.ToJson();

        ServedModel.Parse(json).ToJson().ShouldBe(json);
        json.ShouldContain("\"element\": \"float\"");
        json.ShouldContain("\"task\": \"binary\"");
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("no JSON")]
    public void What_is_no_such_document_is_refused(string json) =>
        Should.Throw<JsonException>(() => ServedModel.Parse(json));

    [Fact]
    public void A_document_of_a_later_shape_is_refused_by_name() =>
        Should
            .Throw<JsonException>(() =>
                ServedModel.Parse(_model.ToJson().Replace("\"schema\": 1", "\"schema\": 2", StringComparison.Ordinal))
            )
            .Message.ShouldContain("schema 2");
}
