namespace Assay.Tests.Settings;

public sealed class ModelCheckTests
{
    [Theory]
    [InlineData("rocauc >= 0.8", "unknown metric 'rocauc' (expected one of: roc_auc,", "Did you mean 'roc_auc'?")]
    [InlineData("rmse <= 2", "'rmse' is a metric for regression tasks, not for binary ones", "")]
    [InlineData("blocked <= 2", "unknown metric 'blocked'", "")]
    [InlineData(
        "roc_auc >= stable - 0.1",
        "'roc_auc >= stable - 0.1' names stable; here the other side is champion",
        ""
    )]
    [InlineData(
        "latency_p99 <= 20",
        "'latency_p99 <= 20': latency_p99 is a time; write one with its unit, for example 20ms",
        ""
    )]
    [InlineData(
        "model_size <= 20ms",
        "'model_size <= 20ms': model_size is a size; write one with its unit, for example 50MB",
        ""
    )]
    [InlineData("roc_auc >= 8ms", "'roc_auc >= 8ms': roc_auc is a plain number; write one without a unit", "")]
    [InlineData("latency_p99 <= champion + 1", "latency_p99 is a time", "")]
    public void A_condition_names_what_exists_in_its_own_unit(string condition, string message, string hint)
    {
        var problem = AssayYml.Problem(AssayYml.With("roc_auc >= 0.80", condition));
        problem.ShouldStartWith("assay.yml:13:11: ");
        problem.ShouldContain(message);
        problem.ShouldEndWith(hint);
    }

    [Theory]
    [InlineData("latency_p99 <= champion * 1.5")]
    [InlineData("latency_p99 <= champion + 1ms")]
    [InlineData("model_size <= 50MiB")]
    [InlineData("f1@threshold=0.4 >= 0.5")]
    public void A_condition_that_is_right_is_let_through(string condition) =>
        AssayYml.Model(AssayYml.With("roc_auc >= 0.80", condition)).Gate!.Require.Single().Text.ShouldBe(condition);

    [Fact]
    public void A_metric_of_your_own_can_be_required_but_not_decide()
    {
        var own = AssayYml.With("data:", "metrics:\n  blocked: sum(amount where tp)\ndata:");
        AssayYml.Model(own.Replace("roc_auc >= 0.80", "blocked >= champion")).Metrics.ShouldContainKey("blocked");
        AssayYml
            .Problem(own.Replace("require:", "primary: blocked\n      require:"))
            .ShouldEndWith(
                "'blocked' is a metric of your own, which can stand under require but not decide a comparison"
            );
    }

    [Theory]
    [InlineData(
        "roc_auc: sum(amount)",
        "models.churn.metrics.roc_auc hides the metric of that name; choose another name"
    )]
    [InlineData("'my metric': sum(amount)", "'my metric' in models.churn.metrics: expected a metric's name")]
    [InlineData(
        "blocked: total(amount)",
        "'total(amount)' is not an aggregate of a column: expected one of sum, mean, count at the beginning"
    )]
    public void A_metric_of_your_own_is_checked(string line, string message) =>
        AssayYml.Problem(AssayYml.With("data:", $"metrics:\n  {line}\ndata:")).ShouldContain(message);

    [Fact]
    public void The_primary_metric_is_one_of_the_task() =>
        AssayYml
            .Problem(AssayYml.With("require:", "primary: rmse\nrequire:"))
            .ShouldStartWith("assay.yml:12:16: 'rmse' is a metric for regression tasks, not for binary ones");

    [Fact]
    public void Words_of_a_binary_model_are_refused_elsewhere()
    {
        var regression = AssayYml.With("task: binary", "task: regression").Replace("roc_auc >= 0.80", "rmse <= 2");
        AssayYml
            .Problem(regression.Replace("require:", "value: { tp: 1 }\n      require:"))
            .ShouldContain("models.churn.gate.value counts the answers of a binary model");
        AssayYml
            .Problem(regression.Replace("    data:", "    metrics: { blocked: sum(amount where tp) }\n    data:"))
            .ShouldContain("only a binary model has answers of the kinds tp, fp, tn and fn");
    }

    [Theory]
    [InlineData(
        "      target: churned\n",
        "models.churn.gate needs models.churn.data.target: the column of the true labels"
    )]
    [InlineData(
        "      validation: data/holdout.csv\n",
        "models.churn.gate needs models.churn.data.validation: the held-out rows that it judges by"
    )]
    [InlineData(
        "      predictions: out/predictions.csv\n",
        "models.churn.gate has nothing to judge by: set models.churn.train.predictions"
    )]
    public void A_gate_names_what_it_lacks(string without, string message) =>
        AssayYml.Problem(AssayYml.Small.Replace(without, "")).ShouldContain(message);

    [Theory]
    [InlineData("predictions: out/predictions.csv", "model: out/model.onnx")]
    [InlineData("predictions: out/predictions.csv", "predict: python predict.py {data} {predictions}")]
    public void A_gate_is_content_with_any_source_of_scores(string line, string instead) =>
        AssayYml.Model(AssayYml.With(line, instead)).Gate.ShouldNotBeNull();

    [Fact]
    public void A_gate_without_a_training_waits_for_predictions_that_are_logged() =>
        AssayYml
            .Model(
                """
                version: 1
                models:
                  churn:
                    task: binary
                    data: { validation: data/holdout.csv, target: churned }
                    gate: { require: [roc_auc >= 0.8] }
                """
            )
            .Gate.ShouldNotBeNull();

    [Fact]
    public void A_secret_is_not_passed_as_an_ordinary_variable_too() =>
        AssayYml
            .Problem(
                AssayYml.With("command: python train.py", "command: python train.py\nenv: [TOKEN]\nsecrets: [A, TOKEN]")
            )
            .ShouldBe(
                "assay.yml:8:20: 'TOKEN' stands in models.churn.train.env and in models.churn.train.secrets; "
                    + "a secret stands in secrets alone"
            );

    [Theory]
    [InlineData(
        "steps: [25, 5]",
        ":15:",
        "5 after 25 in models.churn.deploy.steps: expected shares that rise, for example [5, 25, 50]"
    )]
    [InlineData(
        "steps: [5, 250]",
        "",
        "'250' in models.churn.deploy.steps: expected a number from 0.01 to 100, for example [5, 25, 50]"
    )]
    [InlineData("every: 0s", "", "'0s' in models.churn.deploy.every: expected a duration above 0s and below 30d")]
    [InlineData("analysis: [latency_p99 <= champion * 2]", "", "names champion; here the other side is stable")]
    [InlineData("analysis: [eror_rate <= 1%]", "", "unknown metric 'eror_rate'")]
    public void A_rollout_that_cannot_be_is_refused(string line, string place, string message)
    {
        var deploy = "\n    image: { repository: ghcr.io/acme/churn }";
        deploy += $"\n    deploy: {{ targets: {{ prod: {{ kind: docker }} }}, {line} }}";
        var problem = AssayYml.Problem(AssayYml.Small + deploy);
        problem.ShouldContain(place);
        problem.ShouldContain(message);
    }

    [Theory]
    [InlineData("{ }", "models.churn.deploy lacks 'targets'")]
    [InlineData(
        "{ targets: { } }",
        "a mapping in models.churn.deploy.targets: expected a mapping with at least one entry"
    )]
    [InlineData("{ targets: { prod: { kind: dokcer } } }", "Did you mean 'docker'?")]
    [InlineData(
        "{ targets: { prod: { kind: istio, host: 'ssh://x' } } }",
        "models.churn.deploy.targets.prod.host is for kind docker"
    )]
    [InlineData(
        "{ targets: { prod: { kind: docker, host: 'ssh://me:secret@x' } } }",
        "expected the address of a Docker host, without a password"
    )]
    public void A_target_that_cannot_be_is_refused(string deploy, string message) =>
        AssayYml.Problem($"{AssayYml.Small}\n    deploy: {deploy}").ShouldContain(message);

    [Theory]
    [InlineData("{ require: [drifted_shar <= 0.3] }", "Did you mean 'drifted_share'?")]
    [InlineData("{ require: [drifted_share <= champion] }", "there is no other side here; write a number")]
    [InlineData("{ on_drift: [issue, retrian] }", "Did you mean 'retrain'?")]
    [InlineData("{ current: /var/requests }", "expected a path relative to this file, not an absolute one")]
    public void A_drift_check_that_cannot_be_is_refused(string drift, string message) =>
        AssayYml.Problem($"{AssayYml.Small}\n    drift: {drift}").ShouldContain(message);

    [Fact]
    public void A_model_that_is_not_trained_here_cannot_be_retrained() =>
        AssayYml
            .Problem("version: 1\nmodels: { churn: { task: binary, drift: { on_drift: [retrain] } } }")
            .ShouldEndWith("models.churn.drift.on_drift: retrain needs models.churn.train");

    [Theory]
    [InlineData("https://user:secret@github.com/acme/ledger.git")]
    [InlineData("--upload-pack=touch")]
    [InlineData("ext::sh -c whoami")]
    public void A_ledgers_remote_carries_no_password_no_option_and_no_program(string remote) =>
        AssayYml
            .Problem($"version: 1\nledger: '{remote}'\n")
            .ShouldContain("in ledger: expected a git remote without a password");

    [Theory]
    [InlineData("https://github.com/acme/ledger.git")]
    [InlineData("https://git@github.com:8443/acme/ledger.git")]
    [InlineData("git@github.com:acme/ledger.git")]
    [InlineData("file:///srv/git/ledger.git")]
    [InlineData("../ledger.git")]
    public void A_ledgers_remote_is_anything_that_git_fetches_from(string remote) =>
        AssayYml.Read($"version: 1\nledger: {remote}\n").Ledger.ShouldBe(remote);
}
