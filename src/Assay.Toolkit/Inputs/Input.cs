using System.Collections.Immutable;

namespace Assay.Toolkit.Inputs;

/// <summary>
/// One input of a command, declared once: the reader, the help, <c>action.yml</c>, the read-me's table and the GitLab
/// template come from it. Made by the factories (<see cref="Text(string, string)"/> …), refined by <c>with</c>.
/// </summary>
/// <param name="Name">Name in kebab-case: the option <c>--name</c>, the action's input, the variable <c>ASSAY_NAME</c>.</param>
/// <param name="Description">One sentence for people; its full stop is left out, since the default follows it.</param>
/// <param name="Kind">What its text must be.</param>
public abstract partial record Input(string Name, string Description, InputKind Kind)
{
    /// <summary>One sentence for people, without its full stop.</summary>
    public string Description { get; init; } = Description.TrimEnd('.');

    /// <summary>Whether it must be given.</summary>
    public bool Required { get; init; }

    /// <summary>The default as people write it, or null when there is none.</summary>
    public string? DefaultText { get; init; }

    /// <summary>Where the value comes from when it is not given, as people say it: <c>gate.against in assay.yml</c>.</summary>
    public string? Fallback { get; init; }

    /// <summary>The words that a <see cref="InputKind.Choice"/> takes, else empty.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>Whether it stands without <c>--name</c> on the command line, in the order declared.</summary>
    public bool Positional { get; init; }

    /// <summary>Whether its value is masked wherever text is written.</summary>
    public bool Secret { get; init; }

    /// <summary>The expression that GitHub puts in where an action's input is left out; null for none.</summary>
    public string? GitHubDefault { get; init; }

    /// <summary>Whether the option may be repeated.</summary>
    public bool Repeatable => Kind is InputKind.List or InputKind.Pairs;

    /// <summary>The option on the command line, or the name in angle brackets when it is positional.</summary>
    public string Option => Positional ? $"<{Name}>" : $"--{Name}";

    /// <summary>The variable that gives it everywhere.</summary>
    public string Variable => "ASSAY_" + Name.ToUpperInvariant().Replace('-', '_');

    /// <summary>The variable by which GitHub's runner passes an action's input: spaces become <c>_</c>, hyphens stay.</summary>
    public string GitHubVariable => "INPUT_" + Name.Replace(' ', '_').ToUpperInvariant();

    internal abstract object? DefaultValue { get; }

    internal abstract Parsed<object?> ParseAny(ImmutableArray<string> texts, string workingDirectory);
}

/// <summary>An input with the type of its value.</summary>
/// <typeparam name="T">Type of the value; nullable when it may be left out.</typeparam>
public sealed record Input<T> : Input
{
    private readonly Func<ImmutableArray<string>, string, Parsed<T>> _parse;

    internal Input(
        string name,
        string description,
        InputKind kind,
        T defaultValue,
        Func<ImmutableArray<string>, string, Parsed<T>> parse
    )
        : base(name, description, kind)
    {
        Default = defaultValue;
        _parse = parse;
    }

    /// <summary>The value when nothing is given.</summary>
    public T Default { get; }

    internal override object? DefaultValue => Default;

    internal override Parsed<object?> ParseAny(ImmutableArray<string> texts, string workingDirectory)
    {
        var parsed = _parse(texts, workingDirectory);
        return new Parsed<object?>(parsed.Value, parsed.Problem);
    }
}

/// <summary>A value, or what was expected instead.</summary>
internal readonly record struct Parsed<T>(T Value, string? Problem = null);
