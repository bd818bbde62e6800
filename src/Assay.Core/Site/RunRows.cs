using System.Text.Json;
using Assay.Core.Names;
using Assay.Core.Runs;

namespace Assay.Core.Site;

/// <summary>
/// Runs as arrays, to keep ten thousand of them small. The page's store.js reads the cells in this order; a name or metric is
/// never a key, since a key '__proto__' is none to a script.
/// </summary>
internal static class RunRows
{
    /// <summary>How many a script holds.</summary>
    public const int Most = 5000;

    private const int DigestDigits = 12;

    /// <summary>Writes an array of rows.</summary>
    public static void Write(Utf8JsonWriter writer, IEnumerable<RunSummary> runs, NameTable names)
    {
        writer.WriteStartArray();
        foreach (var run in runs)
        {
            Write(writer, run, names);
        }

        writer.WriteEndArray();
    }

    /// <summary>A digest in as many digits as tell models apart.</summary>
    public static string? Digest(Sha256Digest? digest) => digest?.ToString()["sha256:".Length..][..DigestDigits];

    private static void Write(Utf8JsonWriter writer, RunSummary run, NameTable names)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(run.Id.ToString());
        writer.WriteNumberValue(names.Of(run.Model));
        writer.WriteNumberValue((int)run.Kind);
        writer.WriteNumberValue((int)run.Status);
        writer.WriteNumberValue(run.StartedAt.ToUnixTimeMilliseconds());
        writer.WriteNumberValue(run.EndedAt.ToUnixTimeMilliseconds());
        Pairs(writer, run.Params, names, static (w, text) => w.WriteStringValue(SiteText.Of(text)));
        Pairs(writer, run.Metrics, names, Number);
        Pairs(writer, run.Tags, names, static (w, text) => w.WriteStringValue(SiteText.Of(text)));
        writer.WriteStringValue(SiteText.Of(run.Code?.Commit));
        writer.WriteNumberValue(names.Of(run.Code?.Branch));
        writer.WriteNumberValue(run.Code?.Dirty == true ? 1 : 0);
        writer.WriteNumberValue(names.Of(run.Actor));
        writer.WriteStringValue(Digest(run.ModelDigest));
        Write(writer, run.Judgement);
        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, Judgement? judgement)
    {
        if (judgement is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartArray();
        writer.WriteStringValue(judgement.Subject.ToString());
        writer.WriteStringValue(KebabCase.Of(judgement.Outcome));
        writer.WriteStringValue(KebabCase.Of(judgement.Decision));
        writer.WriteStringValue(judgement.Champion?.ToString());
        writer.WriteStringValue(SiteText.Of(judgement.Against));
        writer.WriteStringValue(SiteText.Of(judgement.Reason));
        writer.WriteEndArray();
    }

    private static void Pairs<T>(
        Utf8JsonWriter writer,
        IEnumerable<KeyValuePair<string, T>> pairs,
        NameTable names,
        Action<Utf8JsonWriter, T> write
    )
    {
        writer.WriteStartArray();
        foreach (var (name, value) in pairs)
        {
            writer.WriteNumberValue(names.Of(name));
            write(writer, value);
        }

        writer.WriteEndArray();
    }

    // JSON has no NaN: it is written by the name by which a script reads it.
    private static void Number(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteStringValue(NonFinite(value));
        }
    }

    private static string NonFinite(double value) =>
        double.IsNaN(value) ? "NaN"
        : value > 0 ? "Infinity"
        : "-Infinity";
}
