using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using Assay.Core.Names;
using Assay.Toolkit;
using Assay.Toolkit.Inputs;
using ParsedCommand = System.CommandLine.Command;

namespace Assay;

/// <summary>What a command line asks for.</summary>
/// <param name="Command">The command, or null when none was named.</param>
/// <param name="Words">The words of the command or of its first half: <c>runs</c>.</param>
/// <param name="Values">What it was given.</param>
/// <param name="Json">Whether <c>--json</c> stood there.</param>
/// <param name="NoColor">Whether <c>--no-color</c> stood there.</param>
/// <param name="Help">Whether <c>--help</c> stood there.</param>
internal sealed record CommandLine(
    Command? Command,
    string Words,
    CommandLineValues Values,
    bool Json,
    bool NoColor,
    bool Help
)
{
    private static readonly Option<bool> JsonOption = Global("--json");
    private static readonly Option<bool> NoColorOption = Global("--no-color");
    private static readonly Option<bool> HelpOption = Global("--help", "-h", "-?");

    /// <summary>Places every word; what cannot be placed is among the values' problems.</summary>
    public static CommandLine Parse(IReadOnlyList<string> args, ImmutableArray<Command> commands)
    {
        var root = new ParsedCommand("assay");
        root.Options.Add(JsonOption);
        root.Options.Add(NoColorOption);
        root.Options.Add(HelpOption);
        var symbols = new Dictionary<ParsedCommand, Command>();
        foreach (var command in commands)
        {
            symbols[Add(root, command)] = command;
        }

        // Files of arguments would let a value name a file to read.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var symbol = parsed.CommandResult.Command;
        var found = symbols.GetValueOrDefault(symbol);
        return new CommandLine(
            found,
            found?.Name ?? (symbol == root ? "" : symbol.Name),
            new CommandLineValues(
                found is null ? ImmutableDictionary<string, ImmutableArray<string>>.Empty : ValuesOf(parsed, symbol),
                [.. ProblemsOf(parsed, symbol, found)]
            ),
            parsed.GetValue(JsonOption),
            parsed.GetValue(NoColorOption),
            parsed.GetValue(HelpOption)
        );
    }

    private static ParsedCommand Add(ParsedCommand root, Command command)
    {
        var parent = root;
        var words = command.Name.Split(' ');
        foreach (var word in words[..^1])
        {
            var group = parent.Subcommands.FirstOrDefault(c => c.Name == word);
            if (group is null)
            {
                group = new ParsedCommand(word);
                parent.Subcommands.Add(group);
            }

            parent = group;
        }

        var leaf = new ParsedCommand(words[^1]);
        foreach (var input in command.Inputs)
        {
            if (input.Positional)
            {
                leaf.Arguments.Add(
                    new Argument<string[]>(input.Name)
                    {
                        Arity = input.Repeatable ? ArgumentArity.ZeroOrMore : ArgumentArity.ZeroOrOne,
                    }
                );
            }
            else
            {
                leaf.Options.Add(OptionOf(input));
            }
        }

        parent.Subcommands.Add(leaf);
        return leaf;
    }

    // A switch of any other type would take an unknown option after it for its value.
    private static Option OptionOf(Input input) =>
        input.Kind == InputKind.Switch
            ? new Option<bool>("--" + input.Name)
            : new Option<string[]>("--" + input.Name) { Arity = ArgumentArity.OneOrMore };

    private static ImmutableDictionary<string, ImmutableArray<string>> ValuesOf(
        ParseResult parsed,
        ParsedCommand symbol
    )
    {
        var values = ImmutableDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (var option in symbol.Options)
        {
            if (parsed.GetResult(option) is { Implicit: false } result)
            {
                string[] texts = [.. result.Tokens.Select(t => t.Value)];
                values[option.Name[2..]] = texts.Length == 0 ? ["true"] : [.. texts];
            }
        }

        foreach (var argument in symbol.Arguments)
        {
            if (parsed.GetResult(argument) is { Tokens.Count: > 0 } result)
            {
                values[argument.Name] = [.. result.Tokens.Select(t => t.Value)];
            }
        }

        return values.ToImmutable();
    }

    private static IEnumerable<Problem> ProblemsOf(ParseResult parsed, ParsedCommand symbol, Command? found)
    {
        var afterOption = false;
        foreach (var token in parsed.UnmatchedTokens)
        {
            var isOption = token.StartsWith('-');
            if (isOption || !afterOption)
            {
                yield return new Problem(
                    isOption ? UnknownOption(token, symbol, found) : UnknownWord(token, symbol, found)
                );
                if (found is null && !isOption)
                {
                    // What follows an unknown command is not known for that reason alone.
                    yield break;
                }
            }

            // The word after an unknown option is its value, not another mistake.
            afterOption = isOption && !token.Contains('=', StringComparison.Ordinal);
        }

        foreach (var error in parsed.Errors.Where(e => e.SymbolResult is OptionResult))
        {
            var option = ((OptionResult)error.SymbolResult!).Option;
            yield return new Problem($"{option.Name} needs a value: {option.Name} VALUE");
        }
    }

    private static string UnknownOption(string token, ParsedCommand symbol, Command? found)
    {
        var name = token.Split('=')[0];
        var known = symbol.Options.Select(o => o.Name).Concat(["--json", "--no-color", "--help"]).ToArray();
        return $"unknown option {Quoted.Value(name)}{Meant(name, known)}; see assay {Spaced(found?.Name)}--help";
    }

    private static string UnknownWord(string token, ParsedCommand symbol, Command? found)
    {
        if (found is not null)
        {
            return $"{Quoted.Value(token)} was not expected: a value stands after the name of its option, and a switch takes none; see assay {found.Name} --help";
        }

        var parent = symbol.Name == "assay" ? "" : symbol.Name + " ";
        var known = symbol.Subcommands.Select(c => c.Name).ToArray();
        return $"unknown command {Quoted.Value(parent + token)}{Meant(token, known)}; see assay {parent}--help";
    }

    private static string Meant(string name, string[] known) =>
        NearestName.Of(name, known) is { } nearest ? $" (did you mean '{nearest}'?)" : "";

    private static string Spaced(string? word) => word is null ? "" : word + " ";

    private static Option<bool> Global(string name, params string[] aliases) => new(name, aliases) { Recursive = true };
}
