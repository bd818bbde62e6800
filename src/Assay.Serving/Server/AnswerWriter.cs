using System.Collections.Immutable;
using System.Text.Json;
using Assay.Core.Gates;
using Assay.Core.Serving;
using Assay.Serving.Models;
using Assay.Serving.Rows;

namespace Assay.Serving.Server;

/// <summary>
/// Writes the answer to plain rows: <c>{"model", "version", "predictions": [{"score", "label"}]}</c>, in which a row has
/// <c>score</c> and <c>label</c> (binary), <c>scores</c> and <c>label</c> (multiclass), <c>prediction</c>, or <c>label</c> alone.
/// </summary>
internal sealed class AnswerWriter(ServedModel model, RowPlan plan)
{
    private readonly JsonEncodedText _name = JsonEncodedText.Encode(model.Name);
    private readonly JsonEncodedText _version = JsonEncodedText.Encode(model.Version);
    private readonly ImmutableArray<JsonEncodedText> _classes =
    [
        .. model.Classes.Select(c => JsonEncodedText.Encode(c)),
    ];
    private readonly ClassChoice _choice = new(model);

    public void Write(Utf8JsonWriter json, RowBatch rows, Answers answers)
    {
        json.WriteStartObject();
        json.WriteString("model"u8, _name);
        json.WriteString("version"u8, _version);
        json.WriteStartArray("predictions"u8);
        for (var row = 0; row < answers.Count; row++)
        {
            json.WriteStartObject();
            if (plan.Id >= 0 && rows.Text(row, plan.Id) is { IsEmpty: false } id)
            {
                json.WritePropertyName("id"u8);
                json.WriteRawValue(id, skipInputValidation: true);
            }

            WriteRow(json, answers, row);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteRow(Utf8JsonWriter json, Answers answers, int row)
    {
        if (answers.Width == 0)
        {
            json.WriteString("label"u8, answers.Labels[row]);
            return;
        }

        var scores = answers.Row(row);
        switch (model.Task)
        {
            case TaskKind.Binary:
                json.WritePropertyName("score"u8);
                ScoreText.Write(json, _choice.PositiveScore(scores), answers.IsSingle);
                break;
            case TaskKind.Multiclass when _classes.Length == scores.Length:
                json.WriteStartObject("scores"u8);
                for (var k = 0; k < scores.Length; k++)
                {
                    json.WritePropertyName(_classes[k]);
                    ScoreText.Write(json, scores[k], answers.IsSingle);
                }

                json.WriteEndObject();
                break;
            default:
                WritePlain(json, scores, answers.IsSingle);
                break;
        }

        if (_choice.Of(scores) is >= 0 and var chosen)
        {
            json.WriteString("label"u8, _classes[chosen]);
        }
    }

    private static void WritePlain(Utf8JsonWriter json, ReadOnlySpan<double> scores, bool isSingle)
    {
        if (scores.Length == 1)
        {
            json.WritePropertyName("prediction"u8);
            ScoreText.Write(json, scores[0], isSingle);
            return;
        }

        json.WriteStartArray("scores"u8);
        foreach (var score in scores)
        {
            ScoreText.Write(json, score, isSingle);
        }

        json.WriteEndArray();
    }
}
