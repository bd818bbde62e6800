using Docker.DotNet;

namespace Assay.Training.Containers;

/// <summary>Reads a container's two streams out of the one that the engine sends, and gives their lines to one listener.</summary>
internal static class ContainerOutput
{
    private const int ReadSize = 32 * 1024;

    public static async Task ReadAsync(MultiplexedStream stream, Action<OutputLine> listener)
    {
        var output = new LineSplitter(isError: false, listener);
        var error = new LineSplitter(isError: true, listener);
        var buffer = new byte[ReadSize];
        while (await stream.ReadOutputAsync(buffer, 0, buffer.Length, CancellationToken.None) is { EOF: false } read)
        {
            var splitter = read.Target == MultiplexedStream.TargetStream.StandardError ? error : output;
            splitter.Add(buffer.AsSpan(0, read.Count));
        }

        output.Finish();
        error.Finish();
    }
}
