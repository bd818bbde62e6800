using Assay.Core.Names;
using Assay.Core.Registry;
using Assay.Toolkit;

namespace Assay.Commands;

/// <summary>A version as it is typed.</summary>
internal static class VersionInput
{
    /// <summary>Reads it; null when none was given.</summary>
    /// <exception cref="InputError">when it is not one.</exception>
    public static SemanticVersion? Read(string? text) =>
        text is null ? null
        : SemanticVersion.TryParse(text, out var version) ? version
        : throw new InputError(
            $"--version {Quoted.Value(text)} is not a version; expected MAJOR.MINOR.PATCH such as v1.4.0"
        );
}
