namespace Assay.Commands.Demos;

/// <summary>One step of the story as it came out.</summary>
/// <param name="Name">What was done: <c>train</c>, <c>gate</c>.</param>
/// <param name="What">To what, or how.</param>
/// <param name="Result">What came of it.</param>
/// <param name="Number">The number that mattered.</param>
/// <param name="AsTold">Whether it came out as the story tells it.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record DemoStep(string Name, string What, string Result, string Number, bool AsTold, double Seconds);
