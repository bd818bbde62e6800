using System.Diagnostics.CodeAnalysis;
using Semver;

namespace Assay.Core.Registry;

/// <summary>Which part of a version grows.</summary>
public enum VersionBump
{
    /// <summary>1.4.2 → 2.0.0.</summary>
    Major,

    /// <summary>1.4.2 → 1.5.0.</summary>
    Minor,

    /// <summary>1.4.2 → 1.4.3.</summary>
    Patch,
}

/// <summary>A version of a model: Semantic Versioning 2.0.0, written with a <c>v</c> in front as GTO's tags have it.</summary>
public sealed class SemanticVersion : IEquatable<SemanticVersion>, IComparable<SemanticVersion>
{
    private const int MostLength = 128;
    private readonly SemVersion _value;

    private SemanticVersion(SemVersion value) => _value = value;

    /// <summary>The first version of a model, v1.0.0.</summary>
    public static SemanticVersion First { get; } = new(new SemVersion(1, 0, 0));

    /// <summary>Whether it has no pre-release part.</summary>
    public bool IsRelease => _value.IsRelease;

    /// <summary>Reads <c>v1.2.3</c> or <c>1.2.3</c>, with a pre-release part and build metadata if it has them.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out SemanticVersion? version)
    {
        var digits = text?.StartsWith('v') == true ? text[1..] : text;
        version =
            digits is { Length: <= MostLength } && SemVersion.TryParse(digits, SemVersionStyles.Strict, out var value)
                ? new SemanticVersion(value)
                : null;
        return version is not null;
    }

    /// <summary>Reads what <see cref="TryParse"/> reads.</summary>
    /// <exception cref="FormatException">when the text is anything else.</exception>
    public static SemanticVersion Parse(string text) =>
        TryParse(text, out var version)
            ? version
            : throw new FormatException($"'{text}' is not a version such as v1.4.0");

    /// <summary>The version after the greatest of <paramref name="existing"/>; the first when there are none.</summary>
    public static SemanticVersion Next(IEnumerable<SemanticVersion> existing, VersionBump bump) =>
        existing.Max() is not { } greatest ? First
        : greatest.IsRelease ? greatest.Bumped(bump)
        : new SemanticVersion(greatest._value.WithoutPrereleaseOrMetadata());

    /// <inheritdoc />
    public int CompareTo(SemanticVersion? other) =>
        other is null ? 1 : SemVersion.CompareSortOrder(_value, other._value);

    /// <inheritdoc />
    public bool Equals(SemanticVersion? other) => other is not null && _value.Equals(other._value);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as SemanticVersion);

    /// <inheritdoc />
    public override int GetHashCode() => _value.GetHashCode();

    /// <summary>With a <c>v</c> in front.</summary>
    public override string ToString() => "v" + _value;

    private SemanticVersion Bumped(VersionBump bump) =>
        new(
            bump switch
            {
                VersionBump.Major => new SemVersion(_value.Major + 1, 0, 0),
                VersionBump.Minor => new SemVersion(_value.Major, _value.Minor + 1, 0),
                _ => new SemVersion(_value.Major, _value.Minor, _value.Patch + 1),
            }
        );
}
