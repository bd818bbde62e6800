using System.Collections.Immutable;

namespace Assay.Toolkit.Inputs;

/// <summary>
/// Gives each declared input its typed value: from the command line, else from the runner's variable, else from
/// <c>assay.yml</c> (which the command passes to <see cref="Get{T}(Input{T}, T)"/>), else its default. An empty variable is
/// not given, as runners set inputs that were left out to the empty string.
/// </summary>
public sealed class InputReader
{
    private readonly ImmutableDictionary<string, object?> _given;
    private readonly ImmutableHashSet<string> _declared;

    private readonly string _workingDirectory;

    private InputReader(
        ImmutableDictionary<string, object?> given,
        ImmutableHashSet<string> declared,
        string workingDirectory
    )
    {
        _given = given;
        _declared = declared;
        _workingDirectory = workingDirectory;
    }

    /// <summary>Reads all inputs at once.</summary>
    /// <exception cref="InputError">with every problem: options that could not be placed, texts of the wrong type, required inputs that are missing.</exception>
    public static InputReader Read(
        IReadOnlyCollection<Input> inputs,
        CommandLineValues commandLine,
        RunnerEnvironment environment
    )
    {
        var problems = commandLine.Problems.ToBuilder();
        var given = ImmutableDictionary.CreateBuilder<string, object?>(StringComparer.Ordinal);
        foreach (var input in inputs)
        {
            if (Find(input, commandLine, environment) is not { } found)
            {
                if (input.Required)
                {
                    problems.Add(Missing(input));
                }

                continue;
            }

            var parsed = input.ParseAny(found.Texts, environment.WorkingDirectory);
            if (parsed.Problem is { } expected)
            {
                var text = string.Join(", ", found.Texts);
                problems.Add(new Problem($"{found.Source} '{text}': expected {expected}"));
            }
            else
            {
                given[input.Name] = parsed.Value;
            }
        }

        return problems.Count == 0
            ? new InputReader(given.ToImmutable(), [.. inputs.Select(i => i.Name)], environment.WorkingDirectory)
            : throw new InputError(problems.ToImmutable());
    }

    /// <summary>The value given, or the input's default.</summary>
    public T Get<T>(Input<T> input) => IsGiven(input) ? (T)_given[input.Name]! : Default(input);

    /// <summary>The value given, or else that of <c>assay.yml</c>, or, where that is null, the input's default.</summary>
    public T Get<T>(Input<T> input, T fromSettings) => IsGiven(input) ? Get(input) : fromSettings ?? Default(input);

    /// <summary>Whether the command line or a variable gave it.</summary>
    /// <exception cref="ArgumentException">when the command does not declare it.</exception>
    public bool IsGiven(Input input) =>
        _declared.Contains(input.Name)
            ? _given.ContainsKey(input.Name)
            : throw new ArgumentException($"the command does not declare its input '{input.Name}'", nameof(input));

    // Every path that a command sees is absolute, so the default is too.
    private T Default<T>(Input<T> input) =>
        input is { Kind: InputKind.Path, Default: string path } && !input.Required
            ? (T)(object)Path.GetFullPath(path, _workingDirectory)
            : input.Default;

    private static (string Source, ImmutableArray<string> Texts)? Find(
        Input input,
        CommandLineValues commandLine,
        RunnerEnvironment environment
    )
    {
        if (commandLine.Values.TryGetValue(input.Name, out var texts))
        {
            return (input.Option, texts);
        }

        string[] variables =
            environment.Forge == ForgeKind.GitHub ? [input.GitHubVariable, input.Variable] : [input.Variable];
        foreach (var variable in variables)
        {
            if (environment.Variable(variable) is { } text && TextsOf(input, text) is { Length: > 0 } values)
            {
                return (variable, values);
            }
        }

        return null;
    }

    private static ImmutableArray<string> TextsOf(Input input, string text) =>
        input.Repeatable ? [.. text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]
        : string.IsNullOrWhiteSpace(text) ? []
        : [text.Trim()];

    private static Problem Missing(Input input) =>
        new($"{input.Option} is missing ({input.Description}); give it, or set {input.Variable}");
}
