using System.Collections.Immutable;
using Assay.Core.Evidence;
using Assay.Core.Gates;
using Assay.Core.Tables;
using Assay.Toolkit;
using Microsoft.ML.OnnxRuntime;

namespace Assay.Models;

/// <summary>A model in ONNX format, scored in this process on one thread.</summary>
internal sealed class OnnxModel : IDisposable
{
    private const int BatchRows = 4096;
    private const int WarmUpRows = 50;
    private const int TimedRows = 300;
    private readonly string _fullPath;
    private readonly string _shown;
    private readonly InferenceSession _session;
    private readonly ModelSignature _signature;
    private readonly ScoreOutput _output;

    private OnnxModel(string fullPath, string shown, InferenceSession session)
    {
        (_fullPath, _shown, _session) = (fullPath, shown, session);
        _signature = ModelSignature.Of(shown, session.ModelMetadata.CustomMetadataMap);
        _output = ScoreOutput.Of(shown, session.OutputMetadata);
    }

    /// <summary>Opens a model.</summary>
    /// <param name="fullPath">Absolute path.</param>
    /// <param name="shown">The path as messages show it.</param>
    /// <exception cref="InputError">when it is no ONNX model, or needs what ONNX Runtime does not have.</exception>
    internal static OnnxModel Open(string fullPath, string shown)
    {
        var session = OnnxFile.Open(fullPath, shown);
        try
        {
            return new OnnxModel(fullPath, shown, session);
        }
        catch (InputError)
        {
            session.Dispose();
            throw;
        }
    }

    public void Dispose() => _session.Dispose();

    /// <summary>Scores every row.</summary>
    /// <exception cref="InputError">with every column that the model wants and the rows lack or hold otherwise.</exception>
    internal OnnxScores Score(ValidationRows rows, TaskKind task)
    {
        var inputs = new InputFeeds(_shown, _signature, _session.InputMetadata);
        var feeds = inputs.Of(rows.Features);
        var scores = new ScoreRows(_shown, _output, rows.Count);
        for (var start = 0; start < rows.Count; start += FixedRows ?? BatchRows)
        {
            var count = FixedRows ?? Math.Min(BatchRows, rows.Count - start);
            Run(feeds, start, count, answer => scores.Add(answer, start, count));
        }

        var (columns, note) = ScoreNames.Of(_shown, task, scores, _signature.Classes, rows);
        return new OnnxScores(
            new Predictions(_shown, rows.Ids, new Table(columns, rows.Count)),
            [.. inputs.UnknownCategories(rows.Features), .. new[] { note }.OfType<string>()]
        );
    }

    /// <summary>Times single rows, one after the other, 300 after 50 to warm up.</summary>
    /// <exception cref="InputError">as <see cref="Score"/>.</exception>
    internal Latency MeasureLatency(ValidationRows rows, TimeProvider clock)
    {
        var feeds = new InputFeeds(_shown, _signature, _session.InputMetadata).Of(rows.Features);
        var seconds = new List<double>(TimedRows);
        for (var i = 0; i < WarmUpRows + TimedRows; i++)
        {
            var began = clock.GetTimestamp();
            Run(feeds, i % rows.Count, FixedRows ?? 1, _ => { });
            if (i >= WarmUpRows)
            {
                seconds.Add(clock.GetElapsedTime(began).TotalSeconds);
            }
        }

        return Latency.Of(seconds);
    }

    /// <summary>Rows that the model wants at a time, when its inputs say so.</summary>
    private int? FixedRows =>
        _session.InputMetadata.Values.Select(i => i.Dimensions is [> 0 and var n, ..] ? n : (int?)null).Max();

    private void Run(ImmutableArray<InputFeed> feeds, int start, int count, Action<OrtValue> read)
    {
        var batch = feeds.ToDictionary(f => f.Name, f => f.Batch(start, count));
        try
        {
            using var options = new RunOptions();
            using var answers = _session.Run(options, batch, [_output.Name]);
            read(answers[0]);
        }
        catch (OnnxRuntimeException e)
        {
            throw OnnxFile.Refused(
                _shown,
                $"the model failed on rows {start + 1:N0} to {start + count:N0} of the data: {OnnxFile.Said(e.Message, _fullPath)}"
            );
        }
        finally
        {
            foreach (var value in batch.Values)
            {
                value.Dispose();
            }
        }
    }
}
