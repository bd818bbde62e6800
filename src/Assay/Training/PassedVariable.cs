using Assay.Toolkit;

namespace Assay.Training;

/// <summary>A variable of the job that the training is to see.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Location">Where it was asked for.</param>
internal sealed record PassedVariable(string Name, SourceLocation? Location = null);
