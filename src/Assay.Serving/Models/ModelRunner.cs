using System.Collections.Immutable;
using Assay.Core.Names;
using Assay.Core.Serving;
using Assay.Serving.Rows;
using Microsoft.ML.OnnxRuntime;

namespace Assay.Serving.Models;

/// <summary>One place to run the model at: tensors of its own over a session that all share. One batch at a time.</summary>
internal sealed class ModelRunner : IDisposable
{
    private readonly InferenceSession _session;
    private readonly ImmutableArray<InputBuffer> _buffers;
    private readonly string[] _inputs;
    private readonly string[] _outputs;
    private readonly OrtValue[] _tensors;
    private readonly OutputReader _reader;
    private readonly RunOptions _options = new();
    private readonly int? _fixedRows;

    public ModelRunner(InferenceSession session, ServedModel model, RowPlan plan)
    {
        _session = session;
        _buffers = [.. model.Inputs.Select(input => InputBuffer.Of(input, plan))];
        _inputs = [.. model.Inputs.Select(input => input.Name)];
        _outputs = [model.Output.Name];
        _tensors = new OrtValue[_buffers.Length];
        _reader = new OutputReader(model.Output.Kind, model.Classes);
        _fixedRows = session.InputMetadata.Values.Max(i => i.Dimensions is [> 0 and var n, ..] ? n : (int?)null);
    }

    /// <summary>Answers the rows of some requests in one run; or in several, where the model takes a fixed count.</summary>
    /// <exception cref="ModelError">when the model fails on them.</exception>
    public void Run(ReadOnlySpan<PredictCall> calls)
    {
        var total = 0;
        foreach (var call in calls)
        {
            total += call.Rows.Count;
            call.Answers.Begin(call.Rows.Count);
        }

        try
        {
            if (_fixedRows is { } rows)
            {
                RunFixed(calls, rows);
            }
            else
            {
                RunTogether(calls, total);
            }
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelError($"the model failed: {Quoted.Value(e.Message, 300)}");
        }
    }

    private void RunTogether(ReadOnlySpan<PredictCall> calls, int total)
    {
        for (var i = 0; i < _buffers.Length; i++)
        {
            _buffers[i].Begin(total);
            _tensors[i] = _buffers[i].Tensor!;
            var at = 0;
            foreach (var call in calls)
            {
                _buffers[i].Fill(call.Rows, 0, call.Rows.Count, at);
                at += call.Rows.Count;
            }
        }

        using var answers = _session.Run(_options, _inputs, _tensors, _outputs);
        var start = 0;
        foreach (var call in calls)
        {
            _reader.Read(answers[0], total, start, call.Rows.Count, call.Answers, 0);
            start += call.Rows.Count;
        }
    }

    private void RunFixed(ReadOnlySpan<PredictCall> calls, int rows)
    {
        foreach (var call in calls)
        {
            for (var start = 0; start < call.Rows.Count; start += rows)
            {
                for (var i = 0; i < _buffers.Length; i++)
                {
                    _buffers[i].Begin(rows);
                    _tensors[i] = _buffers[i].Tensor!;
                    _buffers[i].Fill(call.Rows, start, rows, 0);
                }

                using var answers = _session.Run(_options, _inputs, _tensors, _outputs);
                _reader.Read(answers[0], rows, 0, Math.Min(rows, call.Rows.Count - start), call.Answers, start);
            }
        }
    }

    public void Dispose()
    {
        foreach (var buffer in _buffers)
        {
            buffer.Dispose();
        }

        _options.Dispose();
    }
}
