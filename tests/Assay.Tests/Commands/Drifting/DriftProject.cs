using System.Globalization;
using System.Text;
using Assay.Core.Statistics;
using Assay.Tests.Git;

namespace Assay.Tests.Commands.Drifting;

/// <summary>A clone whose model was trained on customers of its own making, and registered and put in prod.</summary>
internal sealed class DriftProject : IDisposable
{
    public const int Rows = 1000;
    private readonly GateRepository _repository;

    private DriftProject(GateRepository repository) => _repository = repository;

    public string Clone => _repository.Clone;

    public Shell Shell => _repository.Shell;

    /// <param name="drift">The model's <c>drift</c> section, in braces.</param>
    /// <param name="more">Lines at the end of assay.yml.</param>
    public static async Task<DriftProject> CreateAsync(string drift = "{}", string more = "")
    {
        var repository = await GateRepository.CreateAsync(
            $$"""
            version: 1
            models:
              churn:
                task: binary
                train: { command: "cp given.csv predictions.csv && cp given.csv model.pkl", inputs: [given.csv], model: model.pkl, predictions: predictions.csv }
                data: { validation: holdout.csv, reference: reference.csv, target: left, id: customer }
                gate: { require: [roc_auc >= 0.4] }
                drift: {{drift}}
            {{more}}
            """
        );
        await Workspace.CommitAsync(repository.Clone, "reference.csv", Customers(seed: 1));
        await Workspace.CommitAsync(repository.Clone, "given.csv", Scores("0.6", "0.4"));
        var project = new DriftProject(repository);
        foreach (
            var command in (string[])
                [
                    "train --model churn",
                    "evaluate-gate --model churn",
                    "register --model churn",
                    "promote --model churn --stage prod",
                ]
        )
        {
            var answer = await project.Shell.AssayAsync(command.Split(' '));
            answer.Exit.ShouldBe(ExitCode.Done, answer.Messages);
        }

        return project;
    }

    /// <summary>Runs a drift check.</summary>
    public Task<Answer> CheckAsync(string current, params string[] more) =>
        Shell.AssayAsync(["drift-check", "--model", "churn", "--current", current, .. more]);

    /// <summary>Writes rows into a file of the clone, and gives its path.</summary>
    public async Task<string> WriteAsync(string name, string rows)
    {
        var path = Path.Combine(Clone, name);
        await File.WriteAllTextAsync(path, rows, Workspace.Token);
        return path;
    }

    /// <summary>Customers with an age (normal, in years) and a plan.</summary>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="age">The mean age.</param>
    /// <param name="rows">How many.</param>
    /// <param name="plus">The share of them on the plan plus.</param>
    /// <param name="missing">The share of them whose age is missing.</param>
    public static string Customers(ulong seed, double age = 40, int rows = Rows, double plus = 0.3, double missing = 0)
    {
        var random = new Pcg32(seed);
        var text = new StringBuilder("customer,age,plan,left\n");
        for (var i = 0; i < rows; i++)
        {
            // The sum of twelve is normal enough.
            var spread = Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6;
            var years = (age + (10 * spread)).ToString("0.0", CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $"c{i},{(random.NextDouble() < missing ? "" : years)},");
            text.Append(random.NextDouble() < plus ? "plus" : "basic").Append(i % 2 == 0 ? ",yes\n" : ",no\n");
        }

        return text.ToString();
    }

    /// <summary>Predictions, one of two for each row in turn.</summary>
    public static string Scores(string even, string odd) =>
        "customer,score\n"
        + string.Concat(
            Enumerable.Range(0, GateRepository.Rows).Select(i => $"c{i},{(i % 2 == 0 ? even : odd)}{i % 7}\n")
        );

    public void Dispose() => _repository.Dispose();
}
