using System.Collections.Immutable;
using Assay.Settings;

namespace Assay.Commands.Inits;

/// <summary>What a script and the files beside it tell about a model; null where they do not.</summary>
internal sealed record FoundModel
{
    private static readonly string[] Rankers = ["ndcg", "LGBMRanker", "XGBRanker", "CatBoostRanker", "lambdarank"];

    private static readonly string[] Regressors =
    [
        "Regressor",
        "LinearRegression",
        "Ridge(",
        "Lasso(",
        "ElasticNet",
        "SVR(",
        "mean_squared_error",
        "mean_absolute_error",
        "r2_score",
        "reg:squarederror",
    ];

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The script, from the repository's root.</summary>
    public required string Script { get; init; }

    /// <summary>Where the script's paths begin, from the root; empty for the root.</summary>
    public string Folder { get; init; } = "";

    public string? Task { get; init; }

    /// <summary>The file that lists the packages, from the root.</summary>
    public string? Requirements { get; init; }

    public ImmutableArray<string> Inputs { get; init; } = [];

    /// <summary>Inputs that are not in the repository.</summary>
    public ImmutableArray<string> Absent { get; init; } = [];

    public string? Params { get; init; }

    public string? Model { get; init; }

    public string? Predictions { get; init; }

    public string? Metrics { get; init; }

    public string? Validation { get; init; }

    public string? Reference { get; init; }

    public string? Target { get; init; }

    public string? Id { get; init; }

    /// <summary>Options of the script that have no default.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>Puts together what was found.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="script">The script's path, from the root.</param>
    /// <param name="read">What its text tells.</param>
    /// <param name="requirements">The file that lists the packages, from the root; null when there is none.</param>
    /// <param name="exists">Whether the repository has a file or folder of that path.</param>
    /// <param name="glance">The columns of a CSV file of the repository.</param>
    public static FoundModel Of(
        string name,
        string script,
        PythonScript read,
        string? requirements,
        Func<string, bool> exists,
        Func<string, DataGlance?> glance
    )
    {
        var home = new RepositoryPath(script).Folder;
        var outside = read.Files.Where(f => f.Use != ScriptFileUse.Written).ToList();
        var isAtHome =
            home.Length > 0
            && !outside.Any(f => In("", f) is { } p && exists(p))
            && outside.Any(f => In(home, f) is { } p && exists(p));
        var folder = isAtHome ? home : "";
        string? First(Func<ScriptFile, bool> kind) =>
            read.Files.Where(kind).Select(f => In(folder, f)).FirstOrDefault(p => p is not null);
        var data = read.Files.Where(f => f.IsData && !f.IsHeldOut).Select(f => In(folder, f)).OfType<string>().ToList();
        var reference =
            data.FirstOrDefault(p => p.Contains("train", StringComparison.OrdinalIgnoreCase))
            ?? data.FirstOrDefault(exists);
        var validation = First(f => f.IsHeldOut);
        var parameters = First(f => f.IsParams);
        var table = new[] { validation, reference }
            .OfType<string>()
            .Where(exists)
            .Select(glance)
            .FirstOrDefault(t => t is not null);
        var target = table is null ? read.Targets.FirstOrDefault() : TargetOf(read, table);
        string[] wanted =
        [
            script,
            .. read.Modules.Select(m => home.Length == 0 ? m : $"{home}/{m}"),
            .. new[] { requirements, parameters }.OfType<string>(),
            .. data,
            .. new[] { validation }.OfType<string>(),
        ];
        return new FoundModel
        {
            Name = name,
            Script = script,
            Folder = folder,
            Task = TaskOf(read.Text, table, target),
            Requirements = requirements,
            Inputs = [.. wanted.Where(p => p == requirements || exists(p)).Distinct()],
            Absent = [.. wanted.Where(p => p != requirements && !exists(p)).Distinct()],
            Params = parameters is not null && exists(parameters) ? parameters : null,
            Model = First(f => f.IsModel),
            Predictions = First(f => f.IsPredictions),
            Metrics = First(f => f.IsMetrics),
            Validation = validation,
            Reference = reference,
            Target = target,
            Id = table?.Id,
            Arguments = read.Arguments,
        };
    }

    private static string? In(string folder, ScriptFile file) =>
        RepositoryPath.TryResolve(file.Path, folder, out var path, out _) ? path.Value : null;

    // A column that is predicted by the text, else the last one, if the text names it.
    private static string? TargetOf(PythonScript read, DataGlance table) =>
        read.Targets.FirstOrDefault(t => table.Columns.Contains(t))
        ?? (read.Literals.Contains(table.Columns[^1]) ? table.Columns[^1] : null);

    private static string? TaskOf(string text, DataGlance? table, string? target)
    {
        return Rankers.Any(Has) ? "ranking"
            : table is not null && target is not null && table.TaskOf(target) is { } task ? task
            : Regressors.Any(Has) ? "regression"
            : (Has("roc_auc_score") && !Has("multi_class")) || Has("binary:logistic") || Has("\"binary\"") ? "binary"
            : Has("multi:softprob") || Has("multiclass") || Has("multinomial") ? "multiclass"
            : null;

        bool Has(string word) => text.Contains(word, StringComparison.Ordinal);
    }
}
