namespace ChurnTraining;

/// <summary>The params or the data are not what the training needs.</summary>
internal sealed class TrainingError(string message) : Exception(message);
