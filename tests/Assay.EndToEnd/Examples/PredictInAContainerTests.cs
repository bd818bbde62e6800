using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Running;

namespace Assay.EndToEnd.Examples;

public sealed class PredictInAContainerTests(DockerEngine engine)
{
    [Fact]
    public async Task A_pickle_is_scored_again_in_the_image_that_it_was_trained_in()
    {
        var image = await engine.ScikitLearnAsync();
        using var iris = await IrisRepository.MakeAsync();
        var settings = await File.ReadAllTextAsync(iris.File("assay.yml"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            iris.File("assay.yml"),
            settings.Replace("      command:", $"      image: {image}\n      command:", StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );
        await iris.CommitAsync("Train in a container");
        Succeeded(await iris.AssayAsync("train"));
        var flowers = await File.ReadAllLinesAsync(
            iris.File("data/holdout.csv"),
            TestContext.Current.CancellationToken
        );
        await File.WriteAllLinesAsync(
            iris.File("data/holdout.csv"),
            flowers[..^3],
            TestContext.Current.CancellationToken
        );
        await iris.CommitAsync("Hold out fewer flowers");

        var verdict = await iris.AssayAsync("evaluate-gate");

        Succeeded(verdict);
        verdict.Output.ShouldContain("predicted again at commit");
        verdict.Output.ShouldContain($"\"rows\": {flowers.Length - 4}");
    }

    private static void Succeeded(ProgramResult result) => result.ExitCode.ShouldBe(0, result.Log);
}
