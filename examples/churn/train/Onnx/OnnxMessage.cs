using Google.Protobuf;

namespace ChurnTraining.Onnx;

/// <summary>One message of ONNX's protobuf schema (onnx.proto3), written field by field.</summary>
internal sealed class OnnxMessage
{
    private readonly List<Action<CodedOutputStream>> _fields = [];

    internal OnnxMessage Number(int field, long value) =>
        Add(field, WireFormat.WireType.Varint, o => o.WriteInt64(value));

    internal OnnxMessage Float(int field, float value) =>
        Add(field, WireFormat.WireType.Fixed32, o => o.WriteFloat(value));

    internal OnnxMessage Text(int field, string value) =>
        Add(field, WireFormat.WireType.LengthDelimited, o => o.WriteString(value));

    internal OnnxMessage Texts(int field, IEnumerable<string> values) =>
        values.Aggregate(this, (message, value) => message.Text(field, value));

    internal OnnxMessage Message(int field, OnnxMessage value) =>
        Add(field, WireFormat.WireType.LengthDelimited, o => o.WriteBytes(ByteString.CopyFrom(value.ToArray())));

    internal OnnxMessage Messages(int field, IEnumerable<OnnxMessage> values) =>
        values.Aggregate(this, (message, value) => message.Message(field, value));

    internal byte[] ToArray()
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            _fields.ForEach(write => write(output));
        }

        return bytes.ToArray();
    }

    private OnnxMessage Add(int field, WireFormat.WireType type, Action<CodedOutputStream> write)
    {
        _fields.Add(output =>
        {
            output.WriteTag(field, type);
            write(output);
        });
        return this;
    }
}
