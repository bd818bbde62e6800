using Assay.Models;
using Assay.Tests.Oracles;
using Assay.Toolkit;
using ChurnTraining.Onnx;

namespace Assay.Tests.Models;

public sealed class OnnxFileTests
{
    [Fact]
    public void A_file_that_is_no_ONNX_model_is_refused() =>
        Refused("not a model at all"u8.ToArray())
            .ShouldBe(
                "out/model.onnx: the file is not an ONNX model, or it is cut off; expected a model in ONNX format that ONNX Runtime can run"
            );

    [Fact]
    public void An_empty_file_is_refused() => Refused([]).ShouldStartWith("out/model.onnx: ");

    [Fact]
    public void A_model_that_was_cut_off_is_refused() =>
        Refused(File.ReadAllBytes(Path.Combine(OracleFolder.Root, "onnx", "logistic_regression.onnx"))[..400])
            .ShouldContain("it is cut off");

    [Fact]
    public void A_model_with_an_operator_that_nobody_has_is_refused_with_its_name()
    {
        using var model = SmallModel.Of(graph =>
        {
            graph.Input("x", OnnxType.Float);
            graph.Add(new OnnxNode("Divine", ["x"], "y"), "y");
            graph.Output("y", OnnxType.Float);
        });

        Refused(File.ReadAllBytes(model.FullPath)).ShouldContain("Divine");
    }

    [Fact]
    public void A_missing_model_is_refused() =>
        Should
            .Throw<InputError>(() => OnnxModel.Open("/nowhere/model.onnx", "out/model.onnx"))
            .Message.ShouldStartWith("out/model.onnx: there is no such file");

    [Fact]
    public void A_message_does_not_tell_the_paths_of_this_machine() =>
        Refused([1, 2, 3]).ShouldNotContain(Path.GetTempPath());

    private static string Refused(byte[] bytes)
    {
        using var model = SmallModel.Of(bytes);
        return Should.Throw<InputError>(() => OnnxModel.Open(model.FullPath, "out/model.onnx")).Message;
    }
}
