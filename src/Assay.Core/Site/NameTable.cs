namespace Assay.Core.Site;

/// <summary>Texts that many rows share; a row names each by its place here.</summary>
internal sealed class NameTable
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];

    /// <summary>All of them in order.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The place of a text, which is given one when it has none yet; -1 for null.</summary>
    public int Of(string? text)
    {
        if (text is null)
        {
            return -1;
        }

        var name = SiteText.Of(text);
        if (!_places.TryGetValue(name, out var place))
        {
            _places[name] = place = _names.Count;
            _names.Add(name);
        }

        return place;
    }
}
