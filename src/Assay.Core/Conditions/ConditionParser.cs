using System.Diagnostics.CodeAnalysis;
using Assay.Core.Names;

namespace Assay.Core.Conditions;

/// <summary>
/// Reads <c>METRIC OP VALUE</c>. VALUE is a number with or without a unit, or the other side (<c>champion</c>,
/// <c>stable</c>), times a factor, plus or minus an offset: <c>champion * 1.02 + 0.01</c>.
/// </summary>
public static class ConditionParser
{
    private const string Example = "roc_auc >= 0.8";

    /// <summary>Reads the whole of <paramref name="text"/>.</summary>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out Condition? condition,
        [NotNullWhen(false)] out SyntaxFault? fault
    )
    {
        var reader = new SyntaxReader(text, "a condition", Example);
        condition = Read(reader, text);
        fault = reader.Fault;
        return condition is not null;
    }

    private static Condition? Read(SyntaxReader reader, string text)
    {
        reader.SkipSpaces();
        var metric = MetricReferenceParser.Read(reader);
        reader.SkipSpaces();
        var symbol = metric is null ? null : ReadOperator(reader);
        if (metric is null || symbol is null)
        {
            reader.Fail($"expected METRIC OP VALUE with OP one of {OperatorSymbol.List}");
            return null;
        }

        if (Sides.IsOne(metric.Name))
        {
            reader.Fail($"{metric.Name} stands on the right of the operator only", 0);
        }

        reader.SkipSpaces();
        var threshold = ReadThreshold(reader, symbol.Text);
        reader.SkipSpaces();
        if (!reader.AtEnd)
        {
            reader.Fail($"expected nothing after the value, found {reader.Found()}");
        }

        return reader.Fault is null && threshold is not null
            ? new Condition(metric, symbol.Operator, threshold, text)
            : null;
    }

    private static OperatorSymbol? ReadOperator(SyntaxReader reader)
    {
        var start = reader.Position;
        var symbol = OperatorSymbol.All.FirstOrDefault(candidate => reader.Take(candidate.Text));
        if (symbol is not null && reader.Current is '<' or '>' or '=')
        {
            reader.Fail($"expected METRIC OP VALUE with OP one of {OperatorSymbol.List}", start);
            return null;
        }

        return symbol;
    }

    private static Threshold? ReadThreshold(SyntaxReader reader, string after)
    {
        if (ReadQuantity(reader, signed: true) is { } absolute)
        {
            return new Threshold(absolute.Number, absolute.Unit);
        }

        var start = reader.Position;
        var side = reader.TakeName(char.IsAsciiLetterOrDigit);
        if (side is null || !Sides.IsOne(side))
        {
            reader.Fail($"expected a number, champion or stable after {after}, found {reader.Found(side)}", start);
            return null;
        }

        return ReadRelative(reader, side);
    }

    private static Threshold? ReadRelative(SyntaxReader reader, string side)
    {
        var factor = new Quantity(1, Unit.None);
        reader.SkipSpaces();
        if (reader.Take("*"))
        {
            factor = ReadOperand(reader, "*");
            if (factor is { Unit: not Unit.None })
            {
                reader.Fail($"expected a factor without a unit after {side} *");
            }
        }

        reader.SkipSpaces();
        var sign =
            reader.Take("+") ? "+"
            : reader.Take("-") ? "-"
            : null;
        var offset = sign is null ? new Quantity(0, Unit.None) : ReadOperand(reader, sign);
        if (factor is null || offset is null)
        {
            return null;
        }

        return offset.Number == 0
            ? new Threshold(0, Unit.None, side, factor.Number)
            : new Threshold(0, offset.Unit, side, factor.Number, sign == "-" ? -offset.Number : offset.Number);
    }

    private static Quantity? ReadOperand(SyntaxReader reader, string after)
    {
        reader.SkipSpaces();
        var quantity = ReadQuantity(reader, signed: false);
        if (quantity is null)
        {
            reader.Fail($"expected a number after {after}, found {reader.Found()}");
        }

        return quantity;
    }

    private static Quantity? ReadQuantity(SyntaxReader reader, bool signed)
    {
        var start = reader.Position;
        if (reader.TakeNumber(signed) is not { } number)
        {
            return null;
        }

        reader.SkipSpaces();
        var unitAt = reader.Position;
        var name = reader.Take("%") ? "%" : reader.TakeName(char.IsAsciiLetterOrDigit);
        if (name is null)
        {
            return new Quantity(number, Unit.None);
        }

        var unit = UnitName.All.FirstOrDefault(candidate => candidate.Name == name);
        if (unit is null)
        {
            reader.Fail(UnknownUnit(name), unitAt);
            return null;
        }

        var inBase = unit.ToBase(number);
        if (double.IsInfinity(inBase))
        {
            reader.Fail("the number is too large", start);
        }

        return new Quantity(inBase, unit.Unit);
    }

    private static string UnknownUnit(string name)
    {
        var names = UnitName.All.Select(unit => unit.Name).ToArray();
        var nearest = NearestName.Of(name.Length > 20 ? "" : name, names);
        var meant = nearest is null ? "" : $" (did you mean {Quoted.Value(nearest)}?)";
        return $"{Quoted.Value(name)} is not a unit{meant}; expected one of {string.Join(", ", names)}";
    }

    private sealed record Quantity(double Number, Unit Unit);
}
