using System.Buffers;

namespace Assay.Serving.Http;

/// <summary>A request's body in one piece.</summary>
internal readonly struct RequestBody : IDisposable
{
    private readonly byte[]? _rented;

    private RequestBody(byte[]? rented, ReadOnlyMemory<byte> bytes) => (_rented, Bytes) = (rented, bytes);

    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Reads all of it; Kestrel holds it to its limit.</summary>
    /// <exception cref="BadHttpRequestException">when it is too large, too slow or cut off.</exception>
    public static async ValueTask<RequestBody> ReadAsync(HttpContext context)
    {
        var reader = context.Request.BodyReader;
        var rented = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(context.Request.ContentLength ?? 4096, 1, 64 << 10));
        var length = 0;
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(context.RequestAborted).ConfigureAwait(false);
                var more = (int)read.Buffer.Length;
                if (rented.Length - length < more)
                {
                    var larger = ArrayPool<byte>.Shared.Rent(Math.Max(length + more, rented.Length * 2));
                    rented.AsSpan(0, length).CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(rented);
                    rented = larger;
                }

                read.Buffer.CopyTo(rented.AsSpan(length));
                length += more;
                reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                {
                    return new RequestBody(rented, rented.AsMemory(0, length));
                }
            }
        }
        catch (Exception e) when (e is BadHttpRequestException or IOException or OperationCanceledException)
        {
            ArrayPool<byte>.Shared.Return(rented);
            throw;
        }
    }

    /// <summary>The body as a stream, from its beginning.</summary>
    public Stream AsStream() => new MemoryStream(_rented!, 0, Bytes.Length, writable: false);

    public void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
        }
    }
}
