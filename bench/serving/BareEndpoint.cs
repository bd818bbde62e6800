using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Assay.Bench.Serving;

/// <summary>The least that a JSON endpoint on Kestrel does: one row read, an answer of the same shape written, no model.</summary>
internal static class BareEndpoint
{
    public static void Run(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(async context =>
        {
            var row = await context.Request.ReadFromJsonAsync(BareJson.Default.Row, context.RequestAborted);
            var answer = new Answer(
                "iris",
                "v1.0.0",
                [new Prediction(new Scores(row!.SepalLength > 0 ? 1 : 0, 0, 0), "setosa")]
            );
            await context.Response.WriteAsJsonAsync(answer, BareJson.Default.Answer, null, context.RequestAborted);
        });
        app.Run($"http://127.0.0.1:{port}");
    }
}

internal sealed record Row(double SepalLength, double SepalWidth, double PetalLength, double PetalWidth);

internal sealed record Scores(double Setosa, double Versicolor, double Virginica);

internal sealed record Prediction(Scores Scores, string Label);

internal sealed record Answer(string Model, string Version, Prediction[] Predictions);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Row))]
[JsonSerializable(typeof(Answer))]
internal sealed partial class BareJson : JsonSerializerContext;
