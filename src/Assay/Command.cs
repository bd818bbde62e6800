using System.Collections.Immutable;
using Assay.Toolkit.Inputs;

namespace Assay;

/// <summary>Who calls a command.</summary>
internal enum Audience
{
    /// <summary>A forge's job: it is an action, a GitLab template and a command.</summary>
    Jobs,

    /// <summary>Somebody at a shell.</summary>
    People,

    /// <summary>Whoever works on Assay itself.</summary>
    Maintainers,
}

/// <summary>
/// One command, declared once: the command line, the help, <c>actions/NAME/action.yml</c>, the read-me's tables and GitLab's
/// templates come from it. It stands at the top of its own file and in <see cref="CommandTable"/>.
/// </summary>
/// <param name="Name">One or two words: <c>train</c>, <c>runs list</c>.</param>
/// <param name="Summary">One line that says what it does, for lists.</param>
/// <param name="RunAsync">Does it.</param>
internal sealed record Command(
    string Name,
    string Summary,
    Func<CommandContext, CancellationToken, Task<ExitCode>> RunAsync
)
{
    /// <summary>One line, without its full stop: it stands in lists.</summary>
    public string Summary { get; init; } = Summary.TrimEnd('.');

    /// <summary>A few sentences more, for its own help and read-me.</summary>
    public string Description { get; init; } = "";

    public Audience Audience { get; init; } = Audience.People;

    public ImmutableArray<Input> Inputs { get; init; } = [];

    public ImmutableArray<Output> Outputs { get; init; } = [];

    /// <summary>Of an action, its icon (feathericons.com) on GitHub's pages.</summary>
    public string Icon { get; init; } = "activity";

    public bool IsAction => Audience == Audience.Jobs;
}
