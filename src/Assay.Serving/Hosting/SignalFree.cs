namespace Assay.Serving.Hosting;

/// <summary>Leaves signals to the program, which drains before it stops.</summary>
internal sealed class SignalFree : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
