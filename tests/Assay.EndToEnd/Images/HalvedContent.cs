using System.Net;

namespace Assay.EndToEnd.Images;

/// <summary>A JSON body of which the second half waits to be sent.</summary>
internal sealed class HalvedContent : HttpContent
{
    private readonly byte[] _body;
    private readonly TaskCompletionSource _half = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _rest = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HalvedContent(byte[] body)
    {
        _body = body;
        Headers.ContentType = new("application/json");
    }

    /// <summary>Ends when the first half is on its way.</summary>
    public Task HalfSent => _half.Task;

    public void SendRest() => _rest.SetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(_body.AsMemory(0, _body.Length / 2));
        await stream.FlushAsync();
        _half.SetResult();
        await _rest.Task;
        await stream.WriteAsync(_body.AsMemory(_body.Length / 2));
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
