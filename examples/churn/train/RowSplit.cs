using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ChurnTraining;

/// <summary>
/// Splits rows by a hash of their text, 70 to 30: a row lands on the same side whenever and wherever it is split, and so do
/// equal rows. Each row gets an id from the same hash.
/// </summary>
internal static class RowSplit
{
    private const double TrainingShare = 0.7;
    private const int IdDigits = 12;

    internal static void Write(string source, string training, string holdout)
    {
        var lines = File.ReadAllLines(source).Where(l => l.Length > 0).ToList();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var (trained, held) = (new List<string>(), new List<string>());
        foreach (var line in lines[1..])
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(line));
            var repeat = seen[line] = seen.GetValueOrDefault(line) + 1;
            var id = Convert.ToHexStringLower(hash)[..IdDigits] + (repeat > 1 ? $"-{repeat}" : "");
            var share = BinaryPrimitives.ReadUInt64BigEndian(hash) / (double)ulong.MaxValue;
            (share < TrainingShare ? trained : held).Add($"{id},{line}");
        }

        var header = $"{Customers.Id},{lines[0]}";
        File.WriteAllText(training, string.Join('\n', [header, .. trained]) + "\n");
        File.WriteAllText(holdout, string.Join('\n', [header, .. held]) + "\n");
    }
}
