namespace Assay.Serving.Models;

/// <summary>The model failed on rows that it should take, or answered what it should not: 500.</summary>
internal sealed class ModelError(string message) : Exception(message);
