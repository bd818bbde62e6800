using Assay.Tests.Git;

namespace Assay.Tests.Commands;

/// <summary>A clone of a repository with two models on its main branch, and jobs that a forge starts in it.</summary>
internal sealed class PlanRepository : IDisposable
{
    public const string Settings = """
        version: 1
        include: [fraud/assay.yml]
        models:
          churn:
            task: binary
            train:
              setup: pip install -r requirements/base.in
              command: python train.py
              inputs: [train.py, data/*.csv, features]
              params: params.yaml
              predict: python predict.py --in {data} --out {predictions}
              predictions: out/predictions.csv
            data: { validation: holdout/rows.parquet, target: churned }
            gate: { require: [roc_auc >= 0.8] }

        """;

    public const string Fraud = """
        version: 1
        models:
          fraud:
            task: binary
            train: { command: python train.py, inputs: [train.py], runner: [self-hosted, gpu] }

        """;

    private readonly Workspace _workspace;

    private PlanRepository(Workspace workspace, string clone) => (_workspace, Clone) = (workspace, clone);

    public string Clone { get; private set; }

    public static async Task<PlanRepository> CreateAsync(string settings = Settings)
    {
        var workspace = await Workspace.WithRemoteAsync();
        var clone = await workspace.CloneAsync("here");
        foreach (
            var (path, text) in (IEnumerable<(string, string)>)
                [
                    ("fraud/assay.yml", Fraud),
                    ("fraud/train.py", "print('fraud')"),
                    ("train.py", "print('churn')"),
                    ("README.md", "two models"),
                    ("data/train.csv", "id,churned\n1,0\n"),
                    ("assay.yml", settings),
                ]
        )
        {
            await Workspace.CommitAsync(clone, path, text);
        }

        await Workspace.GitAsync(clone, "push", "--quiet", "origin", "HEAD:main");
        await Workspace.GitAsync(clone, "fetch", "--quiet", "origin");
        return new PlanRepository(workspace, clone);
    }

    public Task<string> GitAsync(params string[] arguments) => Workspace.GitAsync(Clone, arguments);

    public Task<string> CommitAsync(string path, string text) => Workspace.CommitAsync(Clone, path, text);

    /// <summary>What a person sees.</summary>
    public Task<Answer> PlanAsync(params string[] arguments) =>
        new Shell(Clone).AssayAsync(["plan", "--json", .. arguments]);

    /// <summary>The models that a person's plan names.</summary>
    public async Task<string[]> ModelsAsync(params string[] arguments) => ModelsOf(await PlanAsync(arguments));

    public static string[] ModelsOf(Answer answer)
    {
        answer.Exit.ShouldBe(ExitCode.Done, answer.Messages);
        return [.. answer.Json.GetProperty("models").EnumerateArray().Select(m => m.GetString()!)];
    }

    /// <summary>The reason that a plan gives for a model.</summary>
    public static string ReasonOf(Answer answer, string model) =>
        answer
            .Json.GetProperty("reasons")
            .EnumerateArray()
            .Single(r => r.GetProperty("model").GetString() == model)
            .GetProperty("reason")
            .GetString()!;

    /// <summary>A job of GitHub for an event, in a checkout of its own of one commit, as actions/checkout makes it.</summary>
    /// <param name="name">The event's name.</param>
    /// <param name="payload">Its payload.</param>
    /// <param name="reference">The ref of the server that is checked out.</param>
    /// <param name="arguments">More arguments.</param>
    public async Task<PlanJobAnswer> JobAsync(string name, string payload, string reference, params string[] arguments)
    {
        var checkout = Path.Combine(_workspace.Folder, "checkout-" + Path.GetRandomFileName());
        await Workspace.GitAsync(_workspace.Folder, "init", "--quiet", checkout);
        await Workspace.GitAsync(checkout, "remote", "add", "origin", "file://" + _workspace.Remote);
        await Workspace.GitAsync(checkout, "fetch", "--quiet", "--no-tags", "--depth=1", "origin", reference);
        await Workspace.GitAsync(checkout, "checkout", "--quiet", "--detach", "FETCH_HEAD");
        var (eventFile, output) = (checkout + ".json", checkout + ".out");
        await File.WriteAllTextAsync(eventFile, payload, Workspace.Token);
        await File.WriteAllTextAsync(output, "", Workspace.Token);
        var shell = new Shell(checkout);
        var job = new Shell(checkout)
        {
            Environment = shell.Environment with
            {
                Variables = shell.Environment.Variables.SetItems(
                    new Dictionary<string, string>
                    {
                        ["GITHUB_ACTIONS"] = "true",
                        ["GITHUB_WORKSPACE"] = checkout,
                        ["GITHUB_EVENT_NAME"] = name,
                        ["GITHUB_EVENT_PATH"] = eventFile,
                        ["GITHUB_OUTPUT"] = output,
                        ["GITHUB_REF"] = reference,
                        ["GITHUB_SHA"] = await Workspace.GitAsync(checkout, "rev-parse", "HEAD"),
                    }
                ),
            },
        };
        var answer = await job.AssayAsync(["plan", "--json", .. arguments]);
        return new PlanJobAnswer(answer, await File.ReadAllTextAsync(output, Workspace.Token));
    }

    /// <summary>The payload of a pull request from a branch to main.</summary>
    public static string PullRequest(string headSha) =>
        $$"""
            {
              "repository": { "full_name": "acme/models", "default_branch": "main" },
              "number": 7,
              "pull_request": {
                "number": 7,
                "head": { "ref": "better", "sha": "{{headSha}}", "repo": { "id": 1, "full_name": "acme/models" } },
                "base": { "ref": "main", "repo": { "id": 1 } }
              }
            }
            """;

    public void Dispose() => _workspace.Dispose();
}

/// <summary>What a job's plan answered, and the file of its outputs.</summary>
internal sealed record PlanJobAnswer(Answer Answer, string Outputs)
{
    public string[] Models => PlanRepository.ModelsOf(Answer);
}
