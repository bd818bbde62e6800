namespace Assay.Serving.Gateway;

/// <summary>A model server behind the gateway, an arm or one no more.</summary>
/// <param name="url">Where it listens.</param>
internal sealed class Backend(string url)
{
    private int _inFlight;

    public string Url => url;

    /// <summary>Requests under way.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    public void Enter() => Interlocked.Increment(ref _inFlight);

    public void Leave() => Interlocked.Decrement(ref _inFlight);
}
