using System.Collections.Immutable;
using System.Text;
using Assay.Core.Drift;
using Assay.Core.Gates;
using Assay.Core.Serving;
using Assay.Serving.Models;
using Assay.Serving.Rows;
using Assay.Serving.Server;

namespace Assay.Serving.Profiles;

/// <summary>A part of the profile, which one request at a time adds to.</summary>
internal sealed class ProfileShard
{
    // A character of UTF-8 has at most 4 bytes; what is longer than a profile counts one by one need not be read whole.
    private const int MostBytes = 4 * (CategoryProfile.LongestValue + 1);
    private readonly Lock _gate = new();
    private readonly RowPlan _plan;
    private readonly ServedModel _model;
    private readonly ClassChoice _choice;
    private readonly char[] _text = new char[MostBytes];
    private Profile _profile;

    public ProfileShard(ServedModel model, RowPlan plan, ulong chance, DateTimeOffset since)
    {
        (_model, _plan, _choice) = (model, plan, new ClassChoice(model));
        _profile = new Profile(
            model.Name,
            model.Digest,
            [.. model.Columns.Select((column, at) => ProfileOf(column, chance + (ulong)at))],
            [
                .. PredictionNames
                    .Of(model)
                    .Select((name, at) => ProfileOf(name, model, chance + (ulong)(model.Columns.Length + at))),
            ]
        )
        {
            Since = since,
        };
    }

    /// <summary>Adds, unless another request is at it.</summary>
    public bool TryAdd(RowBatch rows, Answers answers)
    {
        if (!_gate.TryEnter())
        {
            return false;
        }

        try
        {
            AddRows(rows, answers);
            return true;
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>Adds.</summary>
    public void Add(RowBatch rows, Answers answers)
    {
        lock (_gate)
        {
            AddRows(rows, answers);
        }
    }

    public Profile Copy()
    {
        lock (_gate)
        {
            return _profile.ToEmpty(_profile.Since).Plus(_profile);
        }
    }

    public Profile Reset(DateTimeOffset now)
    {
        lock (_gate)
        {
            var before = _profile;
            _profile = before.ToEmpty(now);
            return before;
        }
    }

    private static ColumnProfile ProfileOf(ServedColumn column, ulong seed) =>
        column.Type == ColumnType.Text
            ? new CategoryProfile(column.Name, column.Categories)
            : new NumberProfile(column.Name, seed);

    private static ColumnProfile ProfileOf(string prediction, ServedModel model, ulong seed) =>
        prediction == PredictionNames.Label
            ? new CategoryProfile(prediction, model.Classes)
            : new NumberProfile(prediction, seed);

    private void AddRows(RowBatch rows, Answers answers)
    {
        for (var column = 0; column < _plan.Rules.Length; column++)
        {
            if (_profile.Columns[column] is NumberProfile numbers)
            {
                var whole = _plan.Rules[column].Cell == CellKind.Whole;
                for (var row = 0; row < rows.Count; row++)
                {
                    numbers.Add(whole ? rows.Whole(row, column) : rows.Number(row, column));
                }
            }
            else
            {
                AddTexts(rows, column, (CategoryProfile)_profile.Columns[column]);
            }
        }

        AddAnswers(answers, _profile.Predictions);
        _profile.AddRows(rows.Count);
    }

    private void AddTexts(RowBatch rows, int column, CategoryProfile categories)
    {
        for (var row = 0; row < rows.Count; row++)
        {
            if (rows.IsMissing(row, column, CellKind.Text))
            {
                categories.AddMissing();
                continue;
            }

            var utf8 = rows.Text(row, column);
            _ = Encoding.UTF8.TryGetChars(utf8[..Math.Min(utf8.Length, MostBytes)], _text, out var length);
            categories.Add(_text.AsSpan(0, length));
        }
    }

    private void AddAnswers(Answers answers, ImmutableArray<ColumnProfile> predictions)
    {
        for (var row = 0; row < answers.Count; row++)
        {
            var scores = answers.Row(row);
            foreach (var (at, prediction) in predictions.Index())
            {
                if (prediction is NumberProfile numbers)
                {
                    numbers.Add(
                        scores.Length == 0 ? double.NaN
                        : _model.Task == TaskKind.Binary ? _choice.PositiveScore(scores)
                        : scores[Math.Min(at, scores.Length - 1)]
                    );
                }
                else
                {
                    var chosen = scores.Length == 0 ? -1 : _choice.Of(scores);
                    ((CategoryProfile)prediction).Add(
                        scores.Length == 0 ? answers.Labels[row]
                        : chosen < 0 ? null
                        : _model.Classes[chosen]
                    );
                }
            }
        }
    }
}
