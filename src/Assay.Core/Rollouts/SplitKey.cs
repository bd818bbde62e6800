namespace Assay.Core.Rollouts;

/// <summary>Where a request's key stands.</summary>
public enum KeySource
{
    /// <summary>In a header.</summary>
    Header,

    /// <summary>In a cookie.</summary>
    Cookie,

    /// <summary>In the JSON body: the first key of that name, a text or a number.</summary>
    Field,
}

/// <summary>What requests are split by: the same value always gets the same arm.</summary>
/// <param name="From">Where it stands.</param>
/// <param name="Name">The header, cookie or key.</param>
public sealed record SplitKey(KeySource From, string Name);
