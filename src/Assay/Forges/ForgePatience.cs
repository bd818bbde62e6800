namespace Assay.Forges;

/// <summary>How long a forge that is busy is waited for.</summary>
/// <param name="Attempts">Tries after the first.</param>
/// <param name="First">Before the second try; it doubles each time, with jitter.</param>
/// <param name="LongestWait">The longest wait that the forge may ask for; a longer one ends the command, and the message says until when.</param>
/// <param name="LongestTry">How long one try may take.</param>
internal sealed record ForgePatience(int Attempts, TimeSpan First, TimeSpan LongestWait, TimeSpan LongestTry)
{
    /// <summary>For jobs: some two minutes of waiting in all, more where the forge names a time.</summary>
    public static ForgePatience Default { get; } =
        new(6, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(60));
}
