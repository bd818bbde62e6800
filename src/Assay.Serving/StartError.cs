namespace Assay.Serving;

/// <summary>What keeps the server from starting: one message, exit 2.</summary>
internal sealed class StartError(string message) : Exception(message);
