using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Assay.Core.Names;

namespace Assay.Core.Conditions;

/// <summary>Reads <c>name[@key=value[,key=value]]</c>; <c>name@5</c> is short for <c>name@k=5</c>.</summary>
public static class MetricReferenceParser
{
    private const string DefaultKey = "k";

    /// <summary>Reads the whole of <paramref name="text"/>.</summary>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out MetricReference? metric,
        [NotNullWhen(false)] out SyntaxFault? fault
    )
    {
        var reader = new SyntaxReader(text, "a metric", "recall@precision=0.9");
        reader.SkipSpaces();
        metric = Read(reader);
        reader.SkipSpaces();
        if (metric is null)
        {
            reader.Fail("expected NAME or NAME@KEY=NUMBER");
        }
        else if (!reader.AtEnd)
        {
            reader.Fail($"expected nothing after the metric, found {reader.Found()}");
        }

        fault = reader.Fault;
        metric = fault is null ? metric : null;
        return metric is not null;
    }

    /// <summary>Takes a metric, or null with or without a fault when none comes next.</summary>
    internal static MetricReference? Read(SyntaxReader reader)
    {
        var name = reader.TakeName(BelongsToName);
        if (name is null)
        {
            return null;
        }

        if (!reader.Take("@"))
        {
            return new MetricReference(name, []);
        }

        if (reader.TakeNumber(signed: false) is { } bare)
        {
            return new MetricReference(name, [KeyValuePair.Create(DefaultKey, bare)]);
        }

        var arguments = ImmutableArray.CreateBuilder<KeyValuePair<string, double>>();
        do
        {
            ReadArgument(reader, arguments);
        } while (reader.Take(","));

        return reader.Fault is null ? new MetricReference(name, arguments.ToImmutable()) : null;
    }

    private static void ReadArgument(
        SyntaxReader reader,
        ImmutableArray<KeyValuePair<string, double>>.Builder arguments
    )
    {
        var start = reader.Position;
        var key = reader.TakeName(c => char.IsAsciiLetterOrDigit(c) || c == '_');
        if (key is null)
        {
            reader.Fail("expected KEY=NUMBER after the metric's name");
        }
        else if (arguments.Any(argument => argument.Key == key))
        {
            reader.Fail($"{Quoted.Value(key)} is given twice", start);
        }
        else if (!reader.Take("="))
        {
            reader.Fail($"expected = and a number after {Quoted.Value(key)}");
        }
        else if (reader.TakeNumber(signed: true) is { } value)
        {
            arguments.Add(KeyValuePair.Create(key, value));
        }
        else
        {
            reader.Fail($"expected a number for {Quoted.Value(key)}, found {reader.Found()}");
        }
    }

    private static bool BelongsToName(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '/' or '-';
}
