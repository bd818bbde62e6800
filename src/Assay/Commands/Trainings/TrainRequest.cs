using System.Collections.Immutable;
using Assay.Settings;
using Assay.Toolkit;
using Assay.Training;
using Assay.Training.Files;

namespace Assay.Commands.Trainings;

/// <summary>What is to be trained and how: assay.yml with what was given instead.</summary>
internal sealed record TrainRequest
{
    private const string InImage = "ASSAY_IN_IMAGE";

    /// <summary>The model as assay.yml declares it.</summary>
    public required ModelSettings Model { get; init; }

    /// <summary>Its <c>train</c> section.</summary>
    public required TrainSettings Train { get; init; }

    /// <summary>Absolute path of the repository's working tree.</summary>
    public required string Workspace { get; init; }

    public required UserCommand Command { get; init; }

    public UserCommand? Setup { get; init; }

    public UserCommand? Fetch { get; init; }

    /// <summary>The image to train in, or null for the job itself.</summary>
    public string? Image { get; init; }

    public TimeSpan? Timeout { get; init; }

    public int Retries { get; init; }

    /// <summary>Whether to train although an equal run is there.</summary>
    public bool Fresh { get; init; }

    public ImmutableSortedDictionary<string, string> Tags { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Absolute path where commands start.</summary>
    public string Folder => Path.Combine(Workspace, Model.Folder);

    /// <summary>What the command is to write.</summary>
    public ImmutableArray<string> Outputs =>
        [.. new[] { Train.Model, Train.Predictions, Train.Metrics }.OfType<RepositoryPath>().Select(p => p.Value)];

    /// <summary>What goes in: the inputs and the params file.</summary>
    public ImmutableArray<InputPath> Inputs =>
        [
            .. Train.Inputs.Select((path, i) => new InputPath(path.Value, Train.LocationOf(nameof(Train.Inputs), i))),
            .. Train.Params is { } file
                ? [new InputPath(file.Value, Train.LocationOf(nameof(Train.Params)))]
                : (InputPath[])[],
        ];

    /// <summary>What <c>data.fetch</c> may bring, beside the inputs.</summary>
    public ImmutableArray<string> Fetched =>
        [
            .. Train
                .Inputs.Concat(new[] { Model.Data?.Validation, Model.Data?.Reference }.OfType<RepositoryPath>())
                .Select(p => p.Value)
                .Where(path => !PathPattern.IsPattern(path)),
        ];

    public ImmutableArray<PassedVariable> Env => Variables(Train.Env, nameof(Train.Env));

    public ImmutableArray<PassedVariable> Secrets => Variables(Train.Secrets, nameof(Train.Secrets));

    /// <exception cref="InputError">when the model has no <c>train</c> section.</exception>
    public static TrainSettings SectionOf(ModelSettings model) =>
        model.Train
        ?? throw new InputError(
            $"models.{model.Name} has no 'train' section; add one with at least a command: train: {{ command: python train.py }}",
            model.Source.Section
        );

    /// <summary>Refuses to train in Assay's own image, which holds nothing that could.</summary>
    /// <exception cref="InputError">when this is that image and no other is named.</exception>
    public void RequirePlace(RunnerEnvironment environment)
    {
        if (Image is null && environment.Variable(InImage) is not null)
        {
            throw new InputError(
                $"""
                models.{Model.Name}.train names no image, and this job runs in Assay's own image, which has no Python and nothing else to train with. Either name the image to train in:

                  train:
                    image: python:3.12-slim

                or train in the job itself, {InTheJob(environment)}
                """,
                Train.LocationOf(nameof(Train.Command))
            );
        }
    }

    private string InTheJob(RunnerEnvironment environment) =>
        environment.Forge == ForgeKind.GitLab
            ? $"""
                in an image of your own, into which the template brings Assay:

                  include:
                    - local: ci/assay/train.yml
                      inputs:
                        model: {Model.Name}
                        job-image: python:3.12-slim
                """
            : $"""
                without a container around Assay:

                  - uses: {Project.Repository}/actions/setup@v1
                  - run: assay train --model {Model.Name}
                """;

    private ImmutableArray<PassedVariable> Variables(ImmutableArray<string> names, string property) =>
        [.. names.Select((name, i) => new PassedVariable(name, Train.LocationOf(property, i)))];
}
