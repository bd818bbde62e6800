using System.Collections.Immutable;
using Assay.Descriptions;
using Assay.Toolkit;
using Assay.Toolkit.Inputs;

namespace Assay.Commands;

/// <summary>Writes, or checks, the files that are generated from the commands.</summary>
internal static class Describe
{
    private static readonly Input<bool> Write = Input.Switch("write", "Write the files anew");
    private static readonly Input<bool> Check = Input.Switch("check", "Only compare; a file that differs is a no");
    private static readonly Input<string> Directory = Input.Path("directory", "The checkout to write to", ".");
    private static readonly Input<string?> Image = Input.Text(
        "image",
        "Image that the actions run, such as a release's"
    );

    public static Command Command { get; } =
        new("describe", "Write every action.yml, table and template from the commands", RunAsync)
        {
            Description =
                "Without an option it lists the commands with their inputs. What it writes is committed; a test compares it, "
                + "so that the code and what people read cannot differ.",
            Audience = Audience.Maintainers,
            Inputs = [Write, Check, Directory, Image],
        };

    private static async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var root = context.Inputs.Get(Directory);
        if (!context.Inputs.Get(Write) && !context.Inputs.Get(Check))
        {
            List(context);
            return ExitCode.Done;
        }

        var image = context.Inputs.Get(Image) is { } name ? $"docker://{name}" : null;
        var stale = await StaleAsync(root, GeneratedFiles.Of(context.Commands, image), cancellationToken)
            .ConfigureAwait(false);
        foreach (var (path, text) in stale)
        {
            if (context.Inputs.Get(Write))
            {
                await WriteAsync(Path.Combine(root, path), text, cancellationToken).ConfigureAwait(false);
                context.Runner.Info($"{path} written");
            }
            else
            {
                context.Runner.Error(
                    $"'{path}' is not what the commands declare; 'assay describe --write' repairs it",
                    new SourceLocation(path)
                );
            }
        }

        return stale.Count > 0 && !context.Inputs.Get(Write) ? ExitCode.No : ExitCode.Done;
    }

    private static void List(CommandContext context)
    {
        if (context.Json)
        {
            ImmutableArray<CommandDocument> documents = [.. context.Commands.Select(CommandDocument.Of)];
            context.WriteJson(documents, CommandJson.Default.ImmutableArrayCommandDocument);
            return;
        }

        foreach (var command in context.Commands)
        {
            context.Runner.Result(HelpText.OfCommand(command, context.Environment.Width) + "\n");
        }
    }

    private static async Task<List<(string Path, string Text)>> StaleAsync(
        string root,
        IEnumerable<GeneratedFile> files,
        CancellationToken cancellationToken
    )
    {
        var stale = new List<(string, string)>();
        foreach (var file in files)
        {
            var path = Path.Combine(root, file.Path);
            var now = File.Exists(path)
                ? await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false)
                : null;
            var text = file.Text(now);
            if (text != now)
            {
                stale.Add((file.Path, text));
            }
        }

        return stale;
    }

    private static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, text, cancellationToken).ConfigureAwait(false);
    }
}
