using Assay.Core.Gates;
using Assay.Core.Metrics;

namespace Assay.Tests.Metrics;

public sealed class MetricPageTests
{
    private static readonly string[] Sections = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "metrics.md"))
        .Split("\n## ");

    [Theory]
    [InlineData(TaskKind.Binary)]
    [InlineData(TaskKind.Multiclass)]
    [InlineData(TaskKind.Regression)]
    public void The_page_names_every_metric_of_the_task_with_its_aliases_and_arguments(TaskKind task)
    {
        var section = Sections.Single(s => s.StartsWith(task.ToString(), StringComparison.Ordinal));

        var names = MetricCatalog
            .All.Where(m => m.Tasks.Contains(task))
            .SelectMany(m => m.Aliases.Prepend(m.Name).Concat(m.ArgumentsFor(task).Select(a => a.Key)));

        names.Where(name => !IsOn(section, name)).ShouldBeEmpty("add them to docs/metrics.md");
    }

    // precision_macro is on the page as f1_macro, "also `precision_…`".
    private static bool IsOn(string section, string name) =>
        section.Contains($"`{name}`", StringComparison.Ordinal)
        || section.Contains($"`{name.Split('_')[0]}_…`", StringComparison.Ordinal);
}
