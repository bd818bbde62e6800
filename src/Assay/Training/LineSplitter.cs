using System.Buffers;
using System.Text;

namespace Assay.Training;

/// <summary>
/// Makes lines of bytes as they come, in bounded memory: a line keeps its first <see cref="MaxBytes"/>. A carriage
/// return ends a line too, so that progress bars are seen while they move.
/// </summary>
internal sealed class LineSplitter(bool isError, Action<OutputLine> emit)
{
    public const int MaxBytes = 64 * 1024;

    private static readonly SearchValues<byte> Ends = SearchValues.Create("\n\r"u8);

    private readonly byte[] _line = new byte[MaxBytes];
    private int _length;
    private long _cut;
    private bool _afterReturn;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_afterReturn && bytes[0] == '\n')
            {
                bytes = bytes[1..];
            }

            _afterReturn = false;
            var end = bytes.IndexOfAny(Ends);
            if (end < 0)
            {
                Keep(bytes);
                return;
            }

            Keep(bytes[..end]);
            Emit();
            _afterReturn = bytes[end] == '\r';
            bytes = bytes[(end + 1)..];
        }
    }

    /// <summary>Gives out a last line that had no end.</summary>
    public void Finish()
    {
        if (_length > 0)
        {
            Emit();
        }
    }

    private void Keep(ReadOnlySpan<byte> part)
    {
        var kept = Math.Min(part.Length, MaxBytes - _length);
        part[..kept].CopyTo(_line.AsSpan(_length));
        _length += kept;
        _cut += part.Length - kept;
    }

    private void Emit()
    {
        emit(new OutputLine(Encoding.UTF8.GetString(_line, 0, _length), isError, _cut));
        (_length, _cut) = (0, 0);
    }
}
