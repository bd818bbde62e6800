using System.Text.RegularExpressions;

namespace Assay.Commands.Inits;

/// <summary>What a script does with a file.</summary>
internal enum ScriptFileUse
{
    /// <summary>It only names it.</summary>
    Named,

    Read,

    Written,
}

/// <summary>A file that a script names.</summary>
/// <param name="Path">As the script writes it.</param>
/// <param name="Use">What it does with it.</param>
internal sealed partial record ScriptFile(string Path, ScriptFileUse Use)
{
    private static readonly string[] ModelEndings = Words(
        ".onnx .pkl .pickle .joblib .ubj .bst .cbm .pt .pth .keras .h5 .safetensors .skops .mlmodel"
    );

    private static readonly string[] DataEndings = Words(
        ".csv .tsv .parquet .json .jsonl .ndjson .csv.gz .tsv.gz .json.gz .csv.zst .feather .arrow .xlsx"
    );

    private static readonly string[] SettingEndings = Words(".json .yaml .yml .toml");

    /// <summary>Whether it is a model that was written.</summary>
    public bool IsModel =>
        Use == ScriptFileUse.Written && (Ends(ModelEndings) || (IsNamed(Model()) && Ends(Words(".txt .json .bin"))));

    /// <summary>Whether it is predictions that were written.</summary>
    public bool IsPredictions => Use == ScriptFileUse.Written && !IsModel && IsNamed(Prediction()) && Ends(DataEndings);

    /// <summary>Whether it is metrics that were written.</summary>
    public bool IsMetrics =>
        Use == ScriptFileUse.Written && !IsModel && IsNamed(Metric()) && Ends(Words(".json .yaml .yml .csv .tsv"));

    /// <summary>Whether it is params that are read.</summary>
    public bool IsParams => Use != ScriptFileUse.Written && IsNamed(Param()) && Ends(SettingEndings);

    /// <summary>Whether it is rows that are read.</summary>
    public bool IsData => Use != ScriptFileUse.Written && !IsParams && Ends(DataEndings);

    /// <summary>Whether it is rows that were held out of the training, by its name.</summary>
    public bool IsHeldOut => IsData && IsNamed(HeldOut());

    /// <summary>A literal that is a file's path; null when it is none.</summary>
    public static ScriptFile? Of(string literal, string statement) =>
        FilePath().IsMatch(literal) && !literal.Contains("://", StringComparison.Ordinal)
            ? new ScriptFile(literal, UseIn(statement, literal))
            : null;

    private static ScriptFileUse UseIn(string statement, string literal)
    {
        var opened = Regex.Escape(literal);
        return Regex.IsMatch(statement, $"open\\(\\s*\"{opened}\"\\s*,\\s*(mode\\s*=\\s*)?\"[wxa]")
                ? ScriptFileUse.Written
            : Regex.IsMatch(statement, $"\"{opened}\"\\s*\\.(open\\(\\s*\"[wxa]|write_)") ? ScriptFileUse.Written
            : Writing().IsMatch(statement) && !Reads(statement, opened) ? ScriptFileUse.Written
            : Reading().IsMatch(statement) ? ScriptFileUse.Read
            : ScriptFileUse.Named;
    }

    private static bool Reads(string statement, string opened) =>
        Regex.IsMatch(statement, $"(read\\w*|load\\w*|open)\\(\\s*\"{opened}\"\\s*[,)]")
        && !Regex.IsMatch(statement, $"open\\(\\s*\"{opened}\"\\s*,\\s*(mode\\s*=\\s*)?\"[wxa]");

    private bool Ends(string[] endings) => endings.Any(e => Path.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    private bool IsNamed(Regex word) => word.IsMatch(Path[(Path.LastIndexOf('/') + 1)..]);

    private static string[] Words(string text) => text.Split(' ');

    [GeneratedRegex(@"^[\w~.][\w .@=+~/-]*\.[A-Za-z][A-Za-z0-9]{0,10}$")]
    private static partial Regex FilePath();

    [GeneratedRegex(
        @"\b(\w*dump|save\w*|to_csv|to_parquet|to_json|to_pickle|to_feather|write\w*|sink_\w+|savefig|export\w*|log_model)\s*\("
    )]
    private static partial Regex Writing();

    [GeneratedRegex(@"\b(read\w*|load\w*|open|genfromtxt|scan_\w+|from_file|from_csv|fetch\w*)\s*\(")]
    private static partial Regex Reading();

    [GeneratedRegex("model|booster|classif|regress|pipeline", RegexOptions.IgnoreCase)]
    private static partial Regex Model();

    [GeneratedRegex("pred|score|proba", RegexOptions.IgnoreCase)]
    private static partial Regex Prediction();

    [GeneratedRegex("metric|eval|result|report|perf|stats", RegexOptions.IgnoreCase)]
    private static partial Regex Metric();

    [GeneratedRegex("param|config|conf\\b|setting|hyper", RegexOptions.IgnoreCase)]
    private static partial Regex Param();

    [GeneratedRegex("hold.?out|valid|\\bval\\b|_val\\b|test|dev\\b|eval", RegexOptions.IgnoreCase)]
    private static partial Regex HeldOut();
}
