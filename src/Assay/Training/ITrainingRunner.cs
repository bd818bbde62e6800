namespace Assay.Training;

/// <summary>Runs the user's command: in the job itself, or in a container.</summary>
internal interface ITrainingRunner
{
    /// <summary>
    /// Runs it to its end, or until its time is over or <paramref name="cancellation"/> asks; all that it started has
    /// ended when this returns. Lines of both streams come one at a time, in the order in which they were read.
    /// </summary>
    /// <exception cref="Toolkit.InputError">when there is no such program or image.</exception>
    /// <exception cref="Toolkit.OperationError">when it cannot be run for another reason.</exception>
    Task<TrainingEnd> RunAsync(TrainingJob job, Action<OutputLine> output, CancellationToken cancellation);
}
