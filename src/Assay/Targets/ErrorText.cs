using System.Text.Json;
using Assay.Core.Names;

namespace Assay.Targets;

/// <summary>The message in a refusal of the model server or the gateway.</summary>
internal static class ErrorText
{
    private const int Longest = 500;

    /// <summary>The message; what is no refusal of theirs is quoted.</summary>
    public static string Of(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (
                document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("error", out var error)
                && error.GetString() is { } message
            )
            {
                return Cut(message);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Quoted.Value(Cut(body));
        }

        return Quoted.Value(Cut(body));
    }

    private static string Cut(string text) => text.Length <= Longest ? text : text[..Longest] + "…";
}
