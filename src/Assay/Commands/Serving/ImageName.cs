using Assay.Core.Registry;
using Assay.Images;
using Assay.Settings;

namespace Assay.Commands.Serving;

/// <summary>What the image of a version is called.</summary>
internal static class ImageName
{
    /// <summary>Repository and tag; the tag is the version where none is given.</summary>
    /// <param name="settings">The model.</param>
    /// <param name="version">The version.</param>
    /// <param name="given">What was asked for, or null.</param>
    public static string Of(ModelSettings settings, SemanticVersion version, string? given)
    {
        var name = given ?? settings.Image?.Repository ?? $"assay/{settings.Name.ToLowerInvariant()}";
        var tagged = name.LastIndexOf(':') > name.LastIndexOf('/') || name.Contains('@', StringComparison.Ordinal);
        // A tag takes no plus sign.
        var full = tagged ? name : $"{name}:{version.ToString().Replace('+', '_')}";
        RegistryName.Parse(full);
        return full;
    }
}
