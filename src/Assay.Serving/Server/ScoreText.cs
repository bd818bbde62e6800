using System.Text.Json;

namespace Assay.Serving.Server;

/// <summary>A score in JSON.</summary>
internal static class ScoreText
{
    /// <summary>In its shortest spelling; null where it is no finite number, which JSON cannot say.</summary>
    public static void Write(Utf8JsonWriter json, double score, bool isSingle)
    {
        if (!double.IsFinite(score))
        {
            json.WriteNullValue();
        }
        else if (isSingle)
        {
            json.WriteNumberValue((float)score);
        }
        else
        {
            json.WriteNumberValue(score);
        }
    }
}
