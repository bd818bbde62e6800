using System.Collections;
using Assay.Settings.Shapes;

namespace Assay.Settings;

/// <summary>Where two readings of a section say something else. Comments, order of keys and line breaks are no difference.</summary>
internal static class SettingsDifference
{
    /// <summary>The first key whose value differs, from the section down (<c>gate.require</c>); null when none does.</summary>
    public static string? First(SettingsSection before, SettingsSection after)
    {
        foreach (var key in SectionShape.Of(after.GetType()).Keys)
        {
            var (old, @new) = (key.Get(before), key.Get(after));
            if (old is SettingsSection one && @new is SettingsSection other)
            {
                if (First(one, other) is { } below)
                {
                    return $"{key.Name}.{below}";
                }
            }
            else if (!Same(old, @new))
            {
                return key.Name;
            }
        }

        return null;
    }

    private static bool Same(object? one, object? other) =>
        (one, other) switch
        {
            (SettingsSection a, SettingsSection b) => First(a, b) is null,
            (IDictionary a, IDictionary b) => a.Count == b.Count
                && a.Keys.Cast<object>().All(key => b.Contains(key) && Same(a[key], b[key])),
            (string a, string b) => a == b,
            (IEnumerable a, IEnumerable b) => SameItems(a, b),
            _ => Equals(one, other),
        };

    private static bool SameItems(IEnumerable one, IEnumerable other)
    {
        var (left, right) = (one.Cast<object?>().ToList(), other.Cast<object?>().ToList());
        return left.Count == right.Count && left.Zip(right).All(pair => Same(pair.First, pair.Second));
    }
}
