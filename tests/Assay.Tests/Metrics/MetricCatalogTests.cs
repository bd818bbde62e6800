using Assay.Core.Conditions;
using Assay.Core.Gates;
using Assay.Core.Metrics;

namespace Assay.Tests.Metrics;

public sealed class MetricCatalogTests
{
    [Theory]
    [InlineData("roc_auc")]
    [InlineData("pr_auc")]
    [InlineData("recall@precision=0.9")]
    [InlineData("f1@threshold=0.3")]
    [InlineData("model_size")]
    public void Metrics_of_the_task_and_known_figures_are_accepted(string written) =>
        Problem(written, TaskKind.Binary).ShouldBeNull();

    [Fact]
    public void An_unknown_metric_is_refused_with_the_name_that_was_meant()
    {
        var problem = Problem("roc_acu", TaskKind.Binary).ShouldNotBeNull();

        problem.ShouldStartWith("unknown metric 'roc_acu' (expected one of: roc_auc, ");
        problem.ShouldEndWith("Did you mean 'roc_auc'?");
    }

    [Fact]
    public void A_metric_of_another_task_is_refused_by_naming_its_task() =>
        Problem("rmse", TaskKind.Binary)
            .ShouldNotBeNull()
            .ShouldStartWith("'rmse' is a metric for regression tasks, not for binary ones");

    [Theory]
    [InlineData("roc_auc@threshold=0.3", "'roc_auc' takes no argument, so '@threshold' must go")]
    [InlineData("f1@treshold=0.3", "'f1' has no argument 'treshold' (expected 'threshold')")]
    [InlineData("f1@threshold=3", "'threshold' of 'f1' is 3; expected a number from 0 to 1")]
    [InlineData("ece@bins=2.5", "'bins' of 'ece' is 2.5; expected a whole number from 1 to 10000")]
    [InlineData("recall@threshold=0.3,precision=0.9", "'recall' takes one argument, 'threshold' or 'precision', not 2")]
    public void Arguments_that_a_metric_does_not_take_are_refused(string written, string problem) =>
        Problem(written, TaskKind.Binary).ShouldBe(problem);

    [Fact]
    public void A_threshold_is_refused_where_the_greatest_score_decides() =>
        Problem("accuracy@threshold=0.3", TaskKind.Multiclass)
            .ShouldBe("'accuracy' takes no argument, so '@threshold' must go");

    [Fact]
    public void A_metric_without_a_better_side_cannot_decide() =>
        MetricCatalog
            .ValidatePrimary(Reference("bias"), TaskKind.Regression)
            .ShouldNotBeNull()
            .ShouldStartWith("'bias' cannot decide a comparison");

    [Fact]
    public void No_name_stands_for_two_metrics_of_one_task()
    {
        var names = MetricCatalog.All.SelectMany(m =>
            m.Tasks.SelectMany(task => m.Aliases.Prepend(m.Name).Select(name => (task, name)))
        );

        names.GroupBy(n => n).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("recall@precision=0.9", TaskKind.Binary, "recall at precision 0.9")]
    [InlineData("roc_auc", TaskKind.Binary, "ROC-AUC")]
    [InlineData("top_k@k=2", TaskKind.Multiclass, "top-2 accuracy")]
    public void A_title_is_what_people_write(string written, TaskKind task, string title)
    {
        var reference = Reference(written);

        MetricCatalog.Find(reference.Name, task)!.TitleOf(reference).ShouldBe(title);
    }

    [Theory]
    [InlineData(TaskKind.Binary)]
    [InlineData(TaskKind.Multiclass)]
    [InlineData(TaskKind.Regression)]
    public void The_usual_metrics_of_a_task_are_in_the_catalogue(TaskKind task)
    {
        MetricCatalog.Usual(task).ShouldNotBeEmpty();
        MetricCatalog.Usual(task).ShouldAllBe(m => MetricCatalog.ValidatePrimary(m, task) == null);
    }

    private static string? Problem(string written, TaskKind task) =>
        MetricCatalog.Validate(Reference(written), task, ["model_size"]);

    // "name@key=value,key=value"
    private static MetricReference Reference(string written)
    {
        var parts = written.Split('@');
        return new MetricReference(
            parts[0],
            parts.Length == 1
                ? []
                :
                [
                    .. parts[1]
                        .Split(',')
                        .Select(a => a.Split('='))
                        .Select(a =>
                            KeyValuePair.Create(
                                a[0],
                                double.Parse(a[1], System.Globalization.CultureInfo.InvariantCulture)
                            )
                        ),
                ]
        );
    }
}
