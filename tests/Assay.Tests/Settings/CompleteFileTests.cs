using Assay.Core.Gates;
using Assay.Settings;

namespace Assay.Tests.Settings;

public sealed class CompleteFileTests
{
    private static readonly ModelSettings Churn = AssayYml.Model(
        File.ReadAllText(Checkout.PathOf("tests/Assay.Tests/Settings/complete.yml"))
    );

    [Fact]
    public void Training_is_read_with_its_types()
    {
        var train = Churn.Train.ShouldNotBeNull();
        train.Setup.ShouldBe(UserCommand.OfShell("pip install -r requirements.txt"));
        train.Command.Shell.ShouldBe("python train.py");
        train.Image.ShouldBe("python:3.12-slim");
        train.Inputs.Select(path => path.Value).ShouldBe(["train.py", "requirements.txt", "data/train.parquet"]);
        train.Params.ShouldBe(new RepositoryPath("params.yaml"));
        train.Predict!.Shell.ShouldBe("python predict.py --in {data} --out {predictions}");
        train.Env.ShouldBe(["PIP_INDEX_URL"]);
        train.Secrets.ShouldBe(["WAREHOUSE_TOKEN"]);
        train.Timeout.ShouldBe(TimeSpan.FromMinutes(30));
        train.Retries.ShouldBe(1);
    }

    [Fact]
    public void The_gate_becomes_the_policy_that_judges()
    {
        var policy = Churn.Gate.ShouldNotBeNull().ToPolicy();
        policy.Against.ShouldBe("prod");
        policy.First.ShouldBe(Outcome.Pass);
        policy.Primary!.Name.ShouldBe("roc_auc");
        policy.Compare.ShouldBe(new ComparisonRule(ComparisonKind.NonInferior, 0.01, 0.95));
        policy
            .Require.Select(condition => condition.ToString())
            .ShouldBe([
                "roc_auc >= 0.8",
                "log_loss <= champion * 1.02",
                "recall@precision=0.9 >= 0.3",
                "latency_p99 <= 0.02s",
                "model_size <= 50000000B",
            ]);
        policy.Decide(Outcome.Inconclusive).ShouldBe(new OutcomeDecision(Decision.Neutral, Decision.Refuse));
        policy.Decide(Outcome.NoData).ShouldBe(new OutcomeDecision(Decision.Refuse, Decision.Refuse));
        policy.Slices!.By.ShouldBe(["region", "plan"]);
        policy.Slices.Margin.ShouldBe(0.02);
    }

    [Fact]
    public void Keys_of_a_models_later_life_are_read_too()
    {
        Churn.Metrics["blocked_value"].Column.ShouldBe("amount");
        Churn.Gate!.Fairness!.Require.Single().Text.ShouldBe("demographic_parity_difference <= 0.1");
        Churn.Gate.Robustness!.MaxDrop.ShouldBe(0.02);
        Churn.Gate.Value!.Fn.ShouldBe(-100);
        Churn.Image!.Repository.ShouldBe("ghcr.io/acme/churn");
        Churn
            .Deploy!.Targets["prod"]
            .ShouldBe(
                new TargetSettings
                {
                    Name = "prod",
                    Kind = TargetKind.Docker,
                    Host = "ssh://deploy@prod",
                    Stage = "prod",
                }
            );
        Churn.Deploy.Smoke.ShouldBe([UserCommand.OfShell("python smoke.py {url}")]);
        Churn.Deploy.Steps.ShouldBe([5, 25, 50]);
        Churn.Deploy.Every.ShouldBe(TimeSpan.FromMinutes(5));
        Churn.Drift!.Current.Path.ShouldBeNull();
        Churn.Drift.OnDrift.ShouldBe([DriftAction.Issue, DriftAction.Retrain]);
        Churn.Drift.Cooldown.ShouldBe(TimeSpan.FromHours(24));
    }

    [Theory]
    [InlineData(nameof(TrainSettings.Command), 7, 16)]
    [InlineData(nameof(TrainSettings.Timeout), 17, 16)]
    public void Every_value_knows_its_line_and_column(string property, int line, int column)
    {
        var location = Churn.Train!.LocationOf(property).ShouldNotBeNull();
        (location.Line, location.Column).ShouldBe((line, column));
    }

    [Fact]
    public void Every_condition_knows_its_line_and_column() =>
        Churn.Gate!.LocationOf(nameof(GateSettings.Require), 1)!.ToString().ShouldBe("assay.yml:35:11");
}
