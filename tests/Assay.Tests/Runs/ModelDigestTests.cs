using Assay.Core.Runs;

namespace Assay.Tests.Runs;

public sealed class ModelDigestTests
{
    private static readonly Artifact Description = new("out/model/MLmodel", ExampleRun.Digest("MLmodel"), 7);
    private static readonly Artifact Weights = new("out/model/data/model.pkl", ExampleRun.Digest("weights"), 40);
    private static readonly Artifact Beside = new("out/predictions.csv", ExampleRun.Digest("predictions"), 100);

    [Fact]
    public void A_file_is_known_by_its_bytes() =>
        Run("model.pkl", new Artifact("model.pkl", ExampleRun.Digest("model"), 5), Beside)
            .ModelDigest.ShouldBe(ExampleRun.Digest("model"));

    [Fact]
    public void A_folder_is_known_by_all_of_its_files_as_sha256sum_lists_them() =>
        Run(Description.Path, Description, Weights, Beside)
            .ModelDigest.ShouldBe(
                ExampleRun.Digest($"{Description.Sha256.Hex}  MLmodel\n{Weights.Sha256.Hex}  data/model.pkl\n")
            );

    [Fact]
    public void Their_order_and_the_folders_place_do_not_matter()
    {
        var run = Run(Description.Path, Weights, Beside, Description);
        var elsewhere = Run(
            "m/MLmodel",
            Weights with
            {
                Path = "m/data/model.pkl",
            },
            Description with
            {
                Path = "m/MLmodel",
            }
        );

        run.ModelDigest.ShouldBe(Run(Description.Path, Description, Weights).ModelDigest);
        elsewhere.ModelDigest.ShouldBe(run.ModelDigest);
    }

    [Fact]
    public void Other_weights_under_the_same_description_are_another_model()
    {
        var other = Weights with { Sha256 = ExampleRun.Digest("other weights") };

        Run(Description.Path, Description, other)
            .ModelDigest.ShouldNotBe(Run(Description.Path, Description, Weights).ModelDigest);
    }

    [Fact]
    public void A_run_without_a_model_has_none() => Run(null, Beside).ModelDigest.ShouldBeNull();

    private static Run Run(string? model, params Artifact[] artifacts) =>
        ExampleRun.Finished() with
        {
            Artifacts = [.. artifacts],
            ModelPath = model,
        };
}
