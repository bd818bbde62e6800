using System.Text.Json;

namespace Assay.EndToEnd.Examples;

public sealed class IrisTests
{
    [Fact]
    public async Task A_first_classifier_is_trained_and_passes_and_a_worse_one_is_stopped()
    {
        using var iris = await IrisRepository.MakeAsync();
        (await TrainAsync(iris)).ShouldBe("finished");
        var first = await GateAsync(iris, 0);
        File.WriteAllText(iris.File("params.json"), """{ "C": 0.00001, "seed": 1 }""");
        await iris.CommitAsync("Regularise it away");
        (await TrainAsync(iris)).ShouldBe("finished");

        var second = await GateAsync(iris, 1, "--against", "HEAD~1");

        first.GetProperty("verdict").GetString().ShouldBe("pass");
        second.GetProperty("verdict").GetString().ShouldBe("fail");
        second.GetProperty("headline").GetString()!.ShouldContain("worse by more than 0.1");
    }

    [Fact]
    public async Task On_other_held_out_rows_the_pickle_scores_again_at_its_own_commit()
    {
        using var iris = await IrisRepository.MakeAsync();
        (await TrainAsync(iris)).ShouldBe("finished");
        var flowers = File.ReadAllLines(iris.File("data/holdout.csv"));
        File.WriteAllLines(iris.File("data/holdout.csv"), [.. flowers[..^5], "new-1,5.0,3.3,1.4,0.2,setosa"]);
        await iris.CommitAsync("Hold out other flowers");

        var verdict = await GateAsync(iris, 0);

        verdict.GetProperty("verdict").GetString().ShouldBe("pass");
        verdict.GetProperty("rows").GetInt32().ShouldBe(flowers.Length - 5);
        verdict.GetRawText().ShouldContain("predicted again at commit");
    }

    [Fact]
    public async Task With_one_class_held_out_the_verdict_says_that_nothing_can_be_told()
    {
        using var iris = await IrisRepository.MakeAsync();
        var flowers = File.ReadAllLines(iris.File("data/holdout.csv"));
        File.WriteAllLines(
            iris.File("data/holdout.csv"),
            flowers.Where(f => !f.Contains("versi") && !f.Contains("virgi"))
        );
        await iris.CommitAsync("Hold out one species");
        (await TrainAsync(iris)).ShouldBe("finished");

        var result = await iris.AssayAsync("evaluate-gate");

        result.ExitCode.ShouldBe(2, result.Log);
        result.Log.ShouldContain("have 'species' = 'setosa'; no model can be told from another by a single class");
    }

    private static async Task<string?> TrainAsync(IrisRepository iris)
    {
        var result = await iris.AssayAsync("train");
        result.ExitCode.ShouldBe(0, result.Log);
        return Parse(result.Output).GetProperty("status").GetString();
    }

    private static async Task<JsonElement> GateAsync(IrisRepository iris, int exitCode, params string[] arguments)
    {
        var result = await iris.AssayAsync(["evaluate-gate", .. arguments]);
        result.ExitCode.ShouldBe(exitCode, result.Log);
        return Parse(result.Output);
    }

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
