namespace Assay.EndToEnd.Serving;

/// <summary>So many spaces, held nowhere.</summary>
internal sealed class Blanks(long length, bool isSeekable) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => isSeekable;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => _position = value;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = (int)Math.Min(count, length - _position);
        buffer.AsSpan(offset, read).Fill((byte)' ');
        _position += read;
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() { }
}
