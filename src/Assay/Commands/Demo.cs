using System.Collections.Immutable;
using Assay.Commands.Demos;
using Assay.Toolkit;
using Assay.Toolkit.Inputs;

namespace Assay.Commands;

/// <summary><c>assay demo</c>: the main job on real data, told in some twenty lines.</summary>
internal static class Demo
{
    private const string Marker = ".assay-demo";

    private static readonly Input<string> Out = Input.Path(
        "out",
        "Folder for the report, the pictures and the repository; an earlier demo's is made anew",
        "out/demo"
    );

    private static readonly Input<string?> Example = Input.Path(
        "example",
        "Folder of another example with a story (story/story.yml)"
    );

    private static readonly Input<string?> Base = Input.Text(
        "base",
        "The model server's image: a name in a registry or on the engine, or a file that `docker save` wrote"
    ) with
    {
        Fallback =
            "the published server image of this release where the engine has it, else one made of this machine's .NET",
    };

    public static Command Command { get; } =
        new("demo", "Watch a model trained, judged, rolled out, found drifting and rolled back, on real data", RunAsync)
        {
            Description =
                "Makes a throw-away repository with a bare remote in the folder --out and types the very commands that "
                + "the actions run. Models are served by containers where a Docker engine answers, else by processes; "
                + "nothing is left running. Exit code 0 only if every step came out as told.",
            Inputs = [Out, Example, Base],
        };

    private static async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var folder = context.Environment.FullPath(context.Inputs.Get(Out));
        var example = DemoExample.Read(
            context.Inputs.Get(Example) ?? Path.Combine(AppContext.BaseDirectory, "demo", "churn")
        );
        Prepare(folder);

        var person = DemoShell.Person(context.Environment, example.Programs);
        var shell = new DemoShell(person, context.Clock, context.Random, context.Signals);
        Action<string> tell = context.Json ? _ => { } : context.Runner.Result;
        tell($"assay demo · {example.Title}\n");
        var place = await DemoPlace
            .FindAsync(context, folder, context.Inputs.Get(Base), cancellationToken)
            .ConfigureAwait(false);
        tell($"  {char.ToUpperInvariant(place.Why[0])}{place.Why[1..]}.\n");
        var team = await DemoTeam.FoundAsync(folder, example, person, place, cancellationToken).ConfigureAwait(false);
        var telling = new DemoTelling(tell);
        var serving = new DemoServing(example, team, shell, place, telling, context.Clock);
        var story = new DemoStory(example, team, shell, serving, folder, telling);
        try
        {
            await story.TellAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await place.EndAsync(context, team, example.Model).ConfigureAwait(false);
        }

        var steps = telling.Steps;
        var asTold = steps.All(s => s.AsTold);
        if (context.Json)
        {
            context.WriteJson(
                new DemoDocument(1, example.Model, asTold, steps, story.Files),
                DemoJson.Default.DemoDocument
            );
        }
        else
        {
            Close(context, example, team, story.Files);
        }

        foreach (var step in steps.Where(s => !s.AsTold))
        {
            context.Runner.Error($"not as told: {step.Name} {step.What}: {step.Result}");
        }

        return asTold ? ExitCode.Done : ExitCode.No;
    }

    // Only what an earlier demo made is ever deleted.
    private static void Prepare(string folder)
    {
        var marker = Path.Combine(folder, Marker);
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            if (!File.Exists(marker))
            {
                throw new InputError(
                    $"'{folder}' holds files that no demo made; name an empty or a new folder with --out"
                );
            }

            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(marker, "Made by assay demo; made anew by the next one.\n");
    }

    private static void Close(
        CommandContext context,
        DemoExample example,
        DemoTeam team,
        ImmutableArray<DemoFile> files
    )
    {
        context.Runner.Result("");
        foreach (var file in files)
        {
            context.Runner.Result($"  {file.Name, -10} {file.Path}");
        }

        context.Runner.Result($"  {"Look", -10} cd {team.Clone}");
        context.Runner.Result($"  {"", -10} assay runs list");
        context.Runner.Result($"  {"", -10} assay models history {example.Model}");
        context.Runner.Result($"  {"", -10} assay lineage {example.Model}@v1.1.0");
    }
}
