using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace ChurnTraining;

/// <summary>Asks the ONNX file the same as ML.NET: what is served must be what was trained.</summary>
internal static class ModelCheck
{
    private const double Tolerance = 1e-5;

    /// <summary>ONNX Runtime's probabilities for the rows.</summary>
    internal static double[] Predict(byte[] model, FeatureEncoder encoder, Customers customers)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        using var session = new InferenceSession(model, options);
        int[] shape = [customers.Rows.Count, 1];
        var inputs = encoder
            .Numeric.Select(f =>
                NamedOnnxValue.CreateFromTensor(
                    f.Name,
                    new DenseTensor<float>(
                        customers
                            .Values(f.Name)
                            .Select(v => v.Length == 0 ? float.NaN : FeatureEncoder.Parse(v))
                            .ToArray(),
                        shape
                    )
                )
            )
            .Concat(
                encoder.Categorical.Select(f =>
                    NamedOnnxValue.CreateFromTensor(
                        f.Name,
                        new DenseTensor<string>(customers.Values(f.Name).ToArray(), shape)
                    )
                )
            )
            .ToList();
        using var answers = session.Run(inputs);
        return [.. answers[0].AsEnumerable<float>().Select(p => (double)p)];
    }

    internal static void MustAgree(double[] trained, double[] written)
    {
        var worst = trained.Zip(written, (a, b) => Math.Abs(a - b)).Max();
        if (worst > Tolerance)
        {
            throw new TrainingError($"the ONNX file answers otherwise than the trained model, by up to {worst:G3}");
        }
    }
}
