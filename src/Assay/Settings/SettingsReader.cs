using System.Collections.Immutable;
using Assay.Core.Names;
using Assay.Settings.Shapes;
using Assay.Settings.Yaml;
using Assay.Toolkit;

namespace Assay.Settings;

/// <summary>Reads assay.yml and the files it includes, strictly: all that is wrong in all of them at once.</summary>
internal sealed class SettingsReader
{
    private const int MostFiles = 200;

    private readonly List<Problem> _problems = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Queue<Inclusion> _inclusions = [];
    private readonly ImmutableSortedDictionary<string, ModelSettings>.Builder _models =
        ImmutableSortedDictionary.CreateBuilder<string, ModelSettings>(StringComparer.Ordinal);

    private SettingsReader() { }

    /// <summary>Reads a text that may come from anywhere: the disk, or a commit.</summary>
    /// <param name="text">The text of assay.yml.</param>
    /// <param name="path">Its path from the repository's root, with forward slashes.</param>
    /// <param name="readInclude">The text of a file at such a path, or null when there is none.</param>
    /// <exception cref="InputError">with every problem of every file.</exception>
    public static ProjectSettings Read(string text, string path, Func<string, string?> readInclude)
    {
        var reader = new SettingsReader();
        var root = reader.ReadFile(text, new RepositoryPath(path));
        while (reader._inclusions.TryDequeue(out var inclusion))
        {
            if (reader.IsNew(inclusion))
            {
                reader.Include(inclusion, readInclude(inclusion.Path.Value));
            }
        }

        return reader.Complete(root);
    }

    /// <summary>The same, where included files take time to come.</summary>
    /// <inheritdoc cref="Read" />
    public static async Task<ProjectSettings> ReadAsync(
        string text,
        string path,
        Func<string, CancellationToken, Task<string?>> readInclude,
        CancellationToken cancellationToken
    )
    {
        var reader = new SettingsReader();
        var root = reader.ReadFile(text, new RepositoryPath(path));
        while (reader._inclusions.TryDequeue(out var inclusion))
        {
            if (reader.IsNew(inclusion))
            {
                var included = await readInclude(inclusion.Path.Value, cancellationToken).ConfigureAwait(false);
                reader.Include(inclusion, included);
            }
        }

        return reader.Complete(root);
    }

    private ProjectSettings? ReadFile(string text, RepositoryPath file)
    {
        _seen.Add(file.Value);
        if (YamlDocument.Read(text, file.Value, _problems) is not { } document)
        {
            return null;
        }

        var place = new ReadingPlace("", null, new SourceLocation(file.Value, 1, 1), file.Folder, _problems);
        if (SectionShape.Of(typeof(ProjectSettings)).Read(document, place) is not ProjectSettings project)
        {
            return null;
        }

        foreach (var model in project.Models.Values)
        {
            AddModel(model);
        }

        for (var i = 0; i < project.Include.Length; i++)
        {
            _inclusions.Enqueue(new Inclusion(project.Include[i], project, i));
        }

        return project;
    }

    private void AddModel(ModelSettings model)
    {
        if (!_models.TryAdd(model.Name, model))
        {
            var first = _models[model.Name].Source.Section;
            _problems.Add(
                new Problem(
                    $"model '{model.Name}' is declared twice; the other one is at {first}",
                    model.Source.Section
                )
            );
        }
    }

    private bool IsNew(Inclusion inclusion)
    {
        var problem =
            _seen.Contains(inclusion.Path.Value)
                ? $"{Quoted.Value(inclusion.Path.Value)} is included already; include each file once, and none from itself"
            : _seen.Count >= MostFiles ? $"more than {MostFiles} files are included"
            : null;
        if (problem is not null)
        {
            _problems.Add(inclusion.Problem(problem));
        }

        return problem is null;
    }

    private void Include(Inclusion inclusion, string? text)
    {
        if (text is null)
        {
            _problems.Add(
                inclusion.Problem(
                    $"{Quoted.Value(inclusion.Path.Value)} does not exist; the path is relative to this file"
                )
            );
        }
        else if (ReadFile(text, inclusion.Path) is { } included)
        {
            RefuseRootKeys(included);
        }
    }

    private void RefuseRootKeys(ProjectSettings included)
    {
        foreach (var property in (string[])[nameof(ProjectSettings.Ledger), nameof(ProjectSettings.Privacy)])
        {
            if (included.Source.IsWritten(property))
            {
                var key = property.ToLowerInvariant();
                _problems.Add(included.ProblemAt(property, $"{key} stands in the including file only; move it there"));
            }
        }
    }

    private ProjectSettings Complete(ProjectSettings? root) =>
        _problems.Count > 0
            ? throw new InputError([.. InOrder(_problems)])
            : root! with
            {
                Models = _models.ToImmutable(),
            };

    private static IEnumerable<Problem> InOrder(IEnumerable<Problem> problems) =>
        problems
            .Distinct()
            .GroupBy(problem => problem.Location?.File)
            .SelectMany(file =>
                file.OrderBy(problem => problem.Location?.Line).ThenBy(problem => problem.Location?.Column)
            );

    /// <summary>A file that another one includes, as its <paramref name="Index"/>th.</summary>
    private sealed record Inclusion(RepositoryPath Path, ProjectSettings By, int Index)
    {
        public Problem Problem(string message) => By.ProblemAt(nameof(ProjectSettings.Include), message, Index);
    }
}
