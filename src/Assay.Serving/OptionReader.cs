using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using Assay.Core.Names;

namespace Assay.Serving;

/// <summary>The options of a verb: <c>--name value</c> or <c>--name=value</c>.</summary>
internal sealed class OptionReader
{
    private readonly Dictionary<string, string> _values = [];

    /// <exception cref="StartError">when an option is not known, has no value, or is there twice.</exception>
    public OptionReader(IReadOnlyList<string> args, FrozenSet<string> known)
    {
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var left, var right] ? (left, right) : (args[i], null);
            if (!known.Contains(name))
            {
                var nearest = NearestName.Of(name, known.Order(StringComparer.Ordinal));
                throw new StartError(
                    nearest is null
                        ? $"{Quoted.Value(name)} is no option here; expected {Quoted.List([.. known.Order(StringComparer.Ordinal)], 30)}"
                        : $"{Quoted.Value(name)} is no option here; did you mean {Quoted.Value(nearest)}?"
                );
            }

            value ??= ++i < args.Count ? args[i] : throw new StartError($"{name} has no value; write {name} VALUE");
            if (!_values.TryAdd(name, value))
            {
                throw new StartError($"{name} is there twice; give it once");
            }
        }
    }

    public string? Text(string name) => _values.GetValueOrDefault(name);

    /// <exception cref="StartError">when it is not there.</exception>
    public string Required(string name, string what) =>
        Text(name) ?? throw new StartError($"{name} is missing; give {what} with {name}");

    /// <exception cref="StartError">when it is no whole number of that range.</exception>
    public long Number(string name, long otherwise, long least, long most) =>
        Text(name) is not { } text ? otherwise
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= least
        && number <= most
            ? number
        : throw new StartError($"{name} is {Quoted.Value(text)}; expected a whole number from {least} to {most}");

    /// <exception cref="StartError">when it is no address.</exception>
    public IPAddress? Address(string name) =>
        Text(name) is not { } text ? null
        : IPAddress.TryParse(text, out var address) ? address
        : throw new StartError($"{name} is {Quoted.Value(text)}; expected an address such as 127.0.0.1");
}
