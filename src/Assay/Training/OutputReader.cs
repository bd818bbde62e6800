using System.Threading.Channels;

namespace Assay.Training;

/// <summary>
/// Reads both of a command's streams at once, so that neither can block it, and gives their lines to one listener, one
/// at a time. A slow listener slows the command; memory stays bounded.
/// </summary>
internal static class OutputReader
{
    private const int WaitingLines = 256;
    private const int ReadSize = 32 * 1024;

    /// <summary>Ends when both streams have.</summary>
    public static async Task ReadAsync(Stream output, Stream error, Action<OutputLine> listener)
    {
        var lines = Channel.CreateBounded<OutputLine>(WaitingLines);
        var reading = ReadBothAsync(output, error, lines.Writer);
        await foreach (var line in lines.Reader.ReadAllAsync())
        {
            listener(line);
        }

        await reading;
    }

    private static async Task ReadBothAsync(Stream output, Stream error, ChannelWriter<OutputLine> lines)
    {
        await Task.WhenAll(ReadOneAsync(output, isError: false, lines), ReadOneAsync(error, isError: true, lines));
        lines.Complete();
    }

    private static async Task ReadOneAsync(Stream stream, bool isError, ChannelWriter<OutputLine> lines)
    {
        var ready = new Queue<OutputLine>();
        var splitter = new LineSplitter(isError, ready.Enqueue);
        var buffer = new byte[ReadSize];
        int read;
        while ((read = await stream.ReadAsync(buffer)) > 0)
        {
            splitter.Add(buffer.AsSpan(0, read));
            await WriteAsync(ready, lines);
        }

        splitter.Finish();
        await WriteAsync(ready, lines);
    }

    private static async Task WriteAsync(Queue<OutputLine> ready, ChannelWriter<OutputLine> lines)
    {
        while (ready.TryDequeue(out var line))
        {
            await lines.WriteAsync(line);
        }
    }
}
