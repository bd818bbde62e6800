namespace Assay.Serving.Rows;

/// <summary>Where a text lies in its batch's bytes; −1 where it is missing.</summary>
/// <param name="Bits">The place above, the length below.</param>
internal readonly record struct TextCell(long Bits)
{
    public static readonly TextCell Missing = new(-1);

    public static TextCell At(int start, int length) => new(((long)start << 32) | (uint)length);

    public bool IsMissing => Bits < 0;

    public int Start => (int)(Bits >> 32);

    public int Length => (int)Bits;
}
