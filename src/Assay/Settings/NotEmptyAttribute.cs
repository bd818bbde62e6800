namespace Assay.Settings;

/// <summary>A list or mapping that must have an entry.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NotEmptyAttribute : Attribute;
