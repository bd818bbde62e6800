using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Assay.Serving.Http;

/// <summary>A JSON document that is written, sent with its length, and whose buffer is used again.</summary>
internal sealed class JsonAnswer : IDisposable
{
    public const string ContentType = "application/json";
    private const int Kept = 64;
    private const int KeptBytes = 64 << 10;
    private static readonly ConcurrentBag<JsonAnswer> _idle = [];
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);

    private JsonAnswer() =>
        Writer = new Utf8JsonWriter(
            _buffer,
            new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }
        );

    public Utf8JsonWriter Writer { get; }

    public static JsonAnswer Rent() => _idle.TryTake(out var answer) ? answer : new JsonAnswer();

    /// <summary>Sends it.</summary>
    public async ValueTask SendAsync(HttpContext context)
    {
        Writer.Flush();
        context.Response.ContentType = ContentType;
        context.Response.ContentLength = _buffer.WrittenCount;
        await context
            .Response.BodyWriter.WriteAsync(_buffer.WrittenMemory, context.RequestAborted)
            .ConfigureAwait(false);
    }

    public void Dispose()
    {
        if (_buffer.Capacity <= KeptBytes && _idle.Count < Kept)
        {
            _buffer.ResetWrittenCount();
            Writer.Reset(_buffer);
            _idle.Add(this);
        }
        else
        {
            Writer.Dispose();
        }
    }
}
