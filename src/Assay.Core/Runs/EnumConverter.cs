using System.Text.Json;
using System.Text.Json.Serialization;

namespace Assay.Core.Runs;

/// <summary>A word as assay.yml and the reports write it: <c>no-data</c>.</summary>
internal sealed class EnumConverter<T>()
    : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
