using Assay.Settings;
using Assay.Toolkit;

namespace Assay.Tests.Settings;

/// <summary>Texts of assay.yml, read as a user's would be.</summary>
internal static class AssayYml
{
    /// <summary>A model that is right, to be made wrong in one place.</summary>
    public const string Small = """
        version: 1
        models:
          churn:
            task: binary
            train:
              command: python train.py
              predictions: out/predictions.csv
            data:
              validation: data/holdout.csv
              target: churned
            gate:
              require:
                - roc_auc >= 0.80
        """;

    public static ProjectSettings Read(string text, params (string Path, string Text)[] included) =>
        SettingsReader.Read(text, "assay.yml", path => included.FirstOrDefault(file => file.Path == path).Text);

    public static ModelSettings Model(string text) => Read(text).Models.Values.Single();

    /// <summary>What is wrong, as a terminal shows it.</summary>
    public static IReadOnlyList<string> Problems(string text, params (string Path, string Text)[] included) =>
        [.. Should.Throw<InputError>(() => Read(text, included)).Problems.Select(problem => problem.ToString())];

    /// <summary>The one thing that is wrong.</summary>
    public static string Problem(string text, params (string Path, string Text)[] included) =>
        Problems(text, included).ShouldHaveSingleItem();

    /// <summary>The small file with one of its lines replaced, indentation kept.</summary>
    public static string With(string line, string replacement)
    {
        var at = Small.IndexOf(line, StringComparison.Ordinal);
        at.ShouldBeGreaterThanOrEqualTo(0);
        var indentation = at - Small.LastIndexOf('\n', at) - 1;
        return Small.Replace(line, replacement.Replace("\n", "\n" + new string(' ', indentation)));
    }
}
