using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using Assay.Toolkit;
using Assay.Toolkit.Events;
using Assay.Toolkit.Inputs;
using Assay.Toolkit.Runners;
using Spectre.Console.Rendering;

namespace Assay;

/// <summary>All that <see cref="Program"/> makes for a command.</summary>
/// <param name="Inputs">The command's inputs with their values.</param>
/// <param name="Runner">Whoever started the program, to speak to.</param>
/// <param name="Environment">The process's outside, read at its start.</param>
/// <param name="Clock">Time.</param>
/// <param name="Random">Gives that many unguessable bytes.</param>
/// <param name="Json">Whether the result is to be one JSON document (<c>--json</c>).</param>
/// <param name="Signals">Ctrl-C and SIGTERM, for a command that runs other commands.</param>
internal sealed record CommandContext(
    InputReader Inputs,
    IRunner Runner,
    RunnerEnvironment Environment,
    TimeProvider Clock,
    Func<int, byte[]> Random,
    bool Json,
    Signals Signals
)
{
    private readonly Lazy<EventContext> _event = new(() => EventContext.Read(Environment));

    /// <summary>All commands of the program, for those that speak of them.</summary>
    public ImmutableArray<Command> Commands { get; init; } = [];

    /// <summary>What made the forge start this job; of a shell, empty.</summary>
    public EventContext Event => _event.Value;

    /// <summary>Writes the command's result as the one JSON document on standard output.</summary>
    public void WriteJson<T>(T value, JsonTypeInfo<T> type) => Runner.Result(JsonText.Write(value, type));

    /// <summary>Writes a table, tree or other drawing as the command's result for people.</summary>
    public void Write(IRenderable drawing) => Runner.Result(Drawing.ToText(drawing, Environment));
}
