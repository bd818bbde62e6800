using System.Text;

namespace Assay.Core.Rollouts;

/// <summary>
/// Which arm a key goes to: its bucket of 10,000 follows from salt and key alone, and the canary has the lowest ones. A greater
/// weight only adds keys to the canary, a smaller one only takes the last ones back.
/// </summary>
public static class ArmSplit
{
    /// <summary>How many buckets there are: a weight has steps of 0.01 %.</summary>
    public const int Buckets = 10_000;

    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>The bucket of a key, from 0: FNV-1a of 64 bits over salt, a zero byte and key, mixed as MurmurHash3 ends.</summary>
    /// <param name="salt">The rollout's own; two rollouts with different salts share no order.</param>
    /// <param name="key">UTF-8.</param>
    public static int BucketOf(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> key)
    {
        var hash = Add((Add(Offset, salt) ^ 0) * Prime, key);
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return (int)((hash ^ (hash >> 33)) % Buckets);
    }

    /// <summary>The bucket of a key, from 0.</summary>
    public static int BucketOf(string salt, string key) =>
        BucketOf(Encoding.UTF8.GetBytes(salt), Encoding.UTF8.GetBytes(key));

    /// <summary>Buckets that a weight gives to the canary.</summary>
    /// <param name="percent">0 to 100, in steps of 0.01.</param>
    public static int BucketsOf(decimal percent) => (int)(percent * Buckets / 100);

    private static ulong Add(ulong hash, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            hash = (hash ^ b) * Prime;
        }

        return hash;
    }
}
