namespace Assay.Bench.Startup;

/// <summary>Milliseconds from asking for a process to its end.</summary>
internal sealed record StartTime(double Median, double Fastest);
