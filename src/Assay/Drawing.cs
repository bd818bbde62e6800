using Assay.Toolkit;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Assay;

/// <summary>Tables and trees as text, as wide and as colourful as standard output allows.</summary>
internal static class Drawing
{
    public static string ToText(IRenderable drawing, RunnerEnvironment environment)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = environment.ResultsInColor ? AnsiSupport.Yes : AnsiSupport.No,
                ColorSystem = environment.ResultsInColor ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(text),
            }
        );
        console.Profile.Width = environment.Width;
        console.Profile.Capabilities.Unicode = true;
        console.Write(drawing);
        return string.Join('\n', text.ToString().TrimEnd('\n').Split('\n').Select(l => l.TrimEnd()));
    }
}
