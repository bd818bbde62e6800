using System.Text.Json;
using Assay.Core.Rollouts;

namespace Assay.Serving.Gateway;

/// <summary>What a gateway remembers over a restart.</summary>
/// <param name="path">The file.</param>
/// <param name="messages">Standard error.</param>
internal sealed class StateFile(string path, TextWriter messages)
{
    /// <summary>What was remembered; null when nothing was.</summary>
    /// <exception cref="StartError">when it is no state.</exception>
    public GatewayState? Read()
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return GatewayState.Parse(File.ReadAllText(path));
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new StartError(
                $"{path} is not what a gateway wrote ({e.Message}); remove it to start with the arms of the command line"
            );
        }
    }

    /// <summary>Replaces what is remembered, whole or not at all.</summary>
    /// <exception cref="IOException">when it cannot be written.</exception>
    public void Write(GatewayState state)
    {
        var half = path + ".new";
        try
        {
            File.WriteAllText(half, state.ToJson());
            File.Move(half, path, overwrite: true);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    /// <summary>As <see cref="Write"/>; a fault is a message, for what must be done all the same.</summary>
    public void TryWrite(GatewayState state)
    {
        try
        {
            Write(state);
        }
        catch (IOException e)
        {
            messages.WriteLine($"assay-serving: the file of --state cannot be written: {e.Message}");
        }
    }
}
