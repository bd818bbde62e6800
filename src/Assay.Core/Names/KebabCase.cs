using System.Text.Json;

namespace Assay.Core.Names;

/// <summary>Enumerations as <c>assay.yml</c>, documents and messages write them: <c>no-data</c>.</summary>
public static class KebabCase
{
    /// <summary>The word of a value.</summary>
    public static string Of(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
