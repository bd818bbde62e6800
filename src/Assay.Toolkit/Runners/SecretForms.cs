using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;

namespace Assay.Toolkit.Runners;

/// <summary>The forms in which a secret turns up in logs.</summary>
internal static class SecretForms
{
    /// <summary>The secret, each of its lines, and all of these in base64 (at every offset), URL, JSON and HTML encodings.</summary>
    public static IEnumerable<string> Of(string secret)
    {
        var lines = secret.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new[] { secret, secret.Trim() }
            .Concat(lines)
            .Where(t => t.Length >= Masks.LeastLength)
            .Distinct()
            .SelectMany(Encoded);
    }

    private static IEnumerable<string> Encoded(string text)
    {
        yield return text;
        foreach (var offset in Enumerable.Range(0, 3))
        {
            var base64 = Base64At(offset, text);
            yield return base64;
            yield return base64.Replace('+', '-').Replace('/', '_');
        }

        var url = Uri.EscapeDataString(text);
        yield return url;
        yield return LowerCaseEscapes(url);
        yield return WebUtility.UrlEncode(text);
        yield return LowerCaseEscapes(WebUtility.UrlEncode(text));
        yield return JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text);
        yield return JavaScriptEncoder.Default.Encode(text);
        yield return AsciiJson(text);
        yield return WebUtility.HtmlEncode(text);
    }

    // Of the secret's base64 inside a longer text only the digits that no neighbouring byte touches are always the same.
    private static string Base64At(int offset, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var padded = Convert.ToBase64String([.. new byte[offset], .. bytes]);
        var first = (8 * offset + 5) / 6;
        var end = 8 * (offset + bytes.Length) / 6;
        return padded[first..end];
    }

    private static string LowerCaseEscapes(string url)
    {
        var text = new StringBuilder(url);
        for (var i = url.IndexOf('%', StringComparison.Ordinal); i >= 0; i = url.IndexOf('%', i + 1))
        {
            text[i + 1] = char.ToLowerInvariant(url[i + 1]);
            text[i + 2] = char.ToLowerInvariant(url[i + 2]);
        }

        return text.ToString();
    }

    // As Python's json.dumps writes it: lower-case escapes for what is not ASCII, nothing else beyond what JSON asks.
    private static string AsciiJson(string text)
    {
        var json = new StringBuilder();
        foreach (var c in JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text))
        {
            json.Append(c < 128 ? c.ToString() : "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }

        return json.ToString();
    }
}
