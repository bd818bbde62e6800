using System.Collections.Immutable;
using Assay.Core.Runs;
using Assay.Git;
using Assay.Training;

namespace Assay.Commands.Trainings;

/// <summary>An earlier run that can stand for a training, since all that determines the result was the same.</summary>
internal static class EqualRun
{
    public static async Task<Sha256Digest> FingerprintAsync(
        TrainRequest request,
        TrainingPlace place,
        TrainingEnvironment environment,
        GitRepository repository,
        CodeState? code,
        ImmutableArray<RunInput> inputs,
        ImmutableSortedDictionary<string, string> parameters,
        CancellationToken cancellationToken
    ) =>
        new Fingerprint
        {
            Command = request.Command.Shell is { } line ? [line] : request.Command.Arguments,
            IsShellLine = request.Command.Shell is not null,
            Setup = request.Setup?.ToString(),
            Folder = request.Model.Folder,
            Environment = place.Environment,
            Inputs = inputs,
            Code = request.Train.Inputs.IsEmpty
                ? await CodeDigest.TakeAsync(repository, code, request.Outputs, cancellationToken).ConfigureAwait(false)
                : null,
            Params = parameters,
            Variables = environment.Passed,
            Outputs = request.Outputs,
        }.Digest();

    public static async Task<Run?> FindAsync(
        Ledger ledger,
        TrainRequest request,
        Sha256Digest fingerprint,
        CancellationToken cancellationToken
    )
    {
        if (request.Fresh)
        {
            return null;
        }

        var runs = await ledger.ListAsync(cancellationToken).ConfigureAwait(false);
        var equal = runs.FirstOrDefault(run =>
            run is { Kind: RunKind.Training, Status: RunStatus.Finished }
            && run.Model == request.Model.Name
            && run.Fingerprint == fingerprint
        );
        return equal is null ? null : await ledger.GetAsync(equal, cancellationToken).ConfigureAwait(false);
    }
}
