using System.Collections.Immutable;
using System.Globalization;
using Assay.Toolkit.Inputs;

namespace Assay.Commands.Serving;

/// <summary>What every server of <c>assay-serving</c> can be told, and how it is passed on: what is left out is the server's own default.</summary>
internal static class ServingOptions
{
    public static readonly Input<int?> Port = Number("port", "Port for requests", "8080");
    public static readonly Input<int?> AdminPort = Number(
        "admin-port",
        "Port to look and steer by; it wants the token in ASSAY_ADMIN_TOKEN",
        "8081"
    );
    public static readonly Input<string?> Address = Input.Text("address", "Address to listen on") with
    {
        Fallback = "every one",
    };
    public static readonly Input<int?> MaxBody = Number("max-body", "Bytes of the largest request", "16 MiB");
    public static readonly Input<int?> Drain = Number(
        "drain",
        "Seconds that requests under way have once it is told to end",
        "30"
    );

    public static ImmutableArray<Input> All { get; } = [Port, AdminPort, Address, MaxBody, Drain];

    /// <summary>An optional whole number with a default of the server's.</summary>
    public static Input<int?> Number(string name, string description, string otherwise) =>
        Input.Integer(name, description) with
        {
            Fallback = otherwise,
        };

    /// <summary>The options that were given, as <c>assay-serving</c> takes them.</summary>
    public static IEnumerable<string> Given(InputReader inputs, IEnumerable<Input> declared) =>
        declared.SelectMany(input => Text(inputs, input) is { } text ? (string[])[$"--{input.Name}", text] : []);

    private static string? Text(InputReader inputs, Input input) =>
        input switch
        {
            Input<int?> number => inputs.Get(number)?.ToString(CultureInfo.InvariantCulture),
            Input<double?> number => inputs.Get(number)?.ToString(CultureInfo.InvariantCulture),
            Input<string?> text => inputs.Get(text),
            _ => throw new ArgumentException($"no way to pass on {input.Name}", nameof(input)),
        };
}
