using Assay.Toolkit;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Assay.Commands.Demos;

/// <summary>A change of the demo's story: files laid over the example, and the message they are committed with.</summary>
/// <param name="Folder">The files, as they lie in the repository; absolute.</param>
/// <param name="Title">The commit's message, one line.</param>
/// <param name="Restored">A file that it makes again what it is in the example, where an earlier change had another; or null.</param>
internal sealed record DemoChange(string Folder, string Title, string? Restored = null);

/// <summary>
/// A project that the demo can tell its story with: files with an <c>assay.yml</c>, and a folder <c>story/</c> with
/// <c>story.yml</c> (the model's name and a title a change) and the changes' files. The demo knows no example by itself.
/// </summary>
internal sealed record DemoExample
{
    private const string StoryFolder = "story";
    private const string StoryFile = "story.yml";

    /// <summary>The example's folder, absolute.</summary>
    public required string Folder { get; init; }

    /// <summary>What the data are, for the first line.</summary>
    public required string Title { get; init; }

    /// <summary>The model's name in its <c>assay.yml</c>.</summary>
    public required string Model { get; init; }

    /// <summary>A simple model, the first.</summary>
    public required DemoChange First { get; init; }

    /// <summary>A better one.</summary>
    public required DemoChange Better { get; init; }

    /// <summary>A worse one.</summary>
    public required DemoChange Worse { get; init; }

    /// <summary>The worse one again, in a change that loosens its own gate too.</summary>
    public required DemoChange Loosened { get; init; }

    /// <summary>The better one again, which answers slowly.</summary>
    public required DemoChange Slow { get; init; }

    /// <summary>The better one with what came later among its training rows.</summary>
    public required DemoChange Later { get; init; }

    /// <summary>Rows that come as requests then, unlike those that it was trained on; a path in the repository.</summary>
    public required string Requests { get; init; }

    /// <summary>Programs of the example, put on the <c>PATH</c>; a folder that may be missing.</summary>
    public string Programs => Path.Combine(Folder, "bin");

    /// <summary>Reads <c>story/story.yml</c>.</summary>
    /// <exception cref="InputError">when the folder is no such example.</exception>
    public static DemoExample Read(string folder)
    {
        var path = Path.Combine(folder, StoryFolder, StoryFile);
        if (!File.Exists(path))
        {
            throw new InputError($"'{folder}' is no example for the demo: it has no {StoryFolder}/{StoryFile}");
        }

        var story = Parse(path);
        return new DemoExample
        {
            Folder = folder,
            Title = story.Title,
            Model = story.Model,
            First = Change("first", story.First),
            Better = Change("better", story.Better),
            Worse = Change("worse", story.Worse),
            Loosened = Change("loosened", story.Loosened),
            Slow = Change("slow", story.Slow),
            Later = Change("later", story.Later) with { Restored = story.Restored },
            Requests = story.Requests,
        };

        DemoChange Change(string name, string title)
        {
            var files = Path.Combine(folder, StoryFolder, name);
            return Directory.Exists(files) && title.Length > 0
                ? new DemoChange(files, title)
                : throw new InputError(
                    $"the change '{name}' needs a folder {StoryFolder}/{name} and a title",
                    new SourceLocation(path)
                );
        }
    }

    /// <summary>Lays the example's own files into <paramref name="target"/>: no story, no programs.</summary>
    public void CopyTo(string target) =>
        CopyFiles(Folder, target, name => name is not (StoryFolder or "bin" or "obj" or "out"));

    /// <summary>Lays a change's files over those in <paramref name="target"/>.</summary>
    public void Apply(DemoChange change, string target)
    {
        CopyFiles(change.Folder, target, _ => true);
        if (change.Restored is { } file)
        {
            File.Copy(Path.Combine(Folder, file), Path.Combine(target, file), overwrite: true);
        }
    }

    private static void CopyFiles(string source, string target, Predicate<string> wanted)
    {
        Directory.CreateDirectory(target);
        foreach (var entry in new DirectoryInfo(source).EnumerateFileSystemInfos().Where(e => wanted(e.Name)))
        {
            var copy = Path.Combine(target, entry.Name);
            if (entry is DirectoryInfo)
            {
                CopyFiles(entry.FullName, copy, _ => true);
            }
            else
            {
                File.Copy(entry.FullName, copy, overwrite: true);
            }
        }
    }

    private static Story Parse(string path)
    {
        try
        {
            return new DeserializerBuilder()
                .WithNamingConvention(UnderscoredNamingConvention.Instance)
                .Build()
                .Deserialize<Story>(File.ReadAllText(path));
        }
        catch (YamlException e)
        {
            throw new InputError(
                $"is not a story: {e.Message}",
                new SourceLocation(path, (int)e.Start.Line, (int)e.Start.Column)
            );
        }
    }

    private sealed class Story
    {
        public string Title { get; set; } = "";

        public string Model { get; set; } = "";

        public string First { get; set; } = "";

        public string Better { get; set; } = "";

        public string Worse { get; set; } = "";

        public string Loosened { get; set; } = "";

        public string Slow { get; set; } = "";

        public string Later { get; set; } = "";

        public string? Restored { get; set; }

        public string Requests { get; set; } = "";
    }
}
