using System.Runtime.InteropServices;

namespace Assay.Training.Processes;

/// <summary>Strings as C wants them, freed together.</summary>
internal sealed class NativeStrings : IDisposable
{
    private readonly List<nint> _pointers = [];

    public nint Add(string text)
    {
        _pointers.Add(Marshal.StringToCoTaskMemUTF8(text));
        return _pointers[^1];
    }

    /// <summary>An array that ends with a null pointer.</summary>
    public nint[] AddAll(IEnumerable<string> texts) => [.. texts.Select(Add), 0];

    public void Dispose() => _pointers.ForEach(Marshal.FreeCoTaskMem);
}
