namespace Assay.Serving.Gateway;

/// <summary>How a gateway waits and looks.</summary>
/// <param name="Patience">How long an arm may be silent.</param>
/// <param name="GuardEvery">How often the guard looks.</param>
internal sealed record GatewaySettings(TimeSpan Patience, TimeSpan GuardEvery);
