namespace Assay.Settings;

/// <summary>A text that may also be written as a number or a truth value, and is taken as it is written.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AnyScalarAttribute : Attribute;
