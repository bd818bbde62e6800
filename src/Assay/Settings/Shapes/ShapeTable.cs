using System.Collections.Immutable;
using System.Reflection;
using Assay.Core.Conditions;
using Assay.Core.Gates;
using Assay.Core.Metrics;

namespace Assay.Settings.Shapes;

/// <summary>The shape of each property: a new type of value is a shape beside this and a line here.</summary>
internal static class ShapeTable
{
    public static ValueShape Of(PropertyInfo property) => Of(property.PropertyType, property);

    private static ValueShape Of(Type type, PropertyInfo property) =>
        Nullable.GetUnderlyingType(type) is { } underlying ? Of(underlying, property)
        : type == typeof(string)
            ? new TextShape(
                property.GetCustomAttribute<TextAttribute>(),
                property.IsDefined(typeof(AnyScalarAttribute))
            )
        : type == typeof(int) || type == typeof(double) ? new NumberShape(type == typeof(int), Range(property))
        : type == typeof(TimeSpan) ? new DurationShape(Range(property))
        : type == typeof(RepositoryPath) ? new PathShape()
        : type == typeof(UserCommand)
            ? new CommandShape(property.GetCustomAttribute<PlaceholdersAttribute>()?.Names ?? [])
        : type == typeof(Condition) ? PhraseShape.Condition
        : type == typeof(MetricReference) ? PhraseShape.MetricReference
        : type == typeof(ColumnAggregate) ? PhraseShape.ColumnAggregate
        : type == typeof(OutcomeDecision) ? new DecisionShape()
        : type == typeof(DriftSource) ? new DriftSourceShape()
        : type.IsEnum ? new WordShape(type)
        : type.IsAssignableTo(typeof(SettingsSection)) ? SectionShape.Of(type)
        : type.IsGenericType ? OfCollection(type, property)
        : throw new ArgumentException($"no shape for {type} of {property.DeclaringType}.{property.Name}");

    private static ValueShape OfCollection(Type type, PropertyInfo property)
    {
        var isList = type.GetGenericTypeDefinition() == typeof(ImmutableArray<>);
        var itemType = type.GetGenericArguments()[^1];
        var item = Of(itemType, property);
        var notEmpty = property.IsDefined(typeof(NotEmptyAttribute));
        return (ValueShape)
            (
                isList
                    ? Activator.CreateInstance(typeof(ListShape<>).MakeGenericType(itemType), item, notEmpty)
                    : Activator.CreateInstance(
                        typeof(MapShape<>).MakeGenericType(itemType),
                        item,
                        property.GetCustomAttribute<TextAttribute>(),
                        notEmpty
                    )
            )!;
    }

    private static RangeAttribute? Range(PropertyInfo property) => property.GetCustomAttribute<RangeAttribute>();
}
