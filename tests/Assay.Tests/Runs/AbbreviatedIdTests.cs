namespace Assay.Tests.Runs;

public sealed class AbbreviatedIdTests
{
    [Fact]
    public void Abbreviated_ids_of_runs_of_one_minute_differ()
    {
        var ids = Enumerable.Range(0, 60).Select(s => ExampleRun.Id(1, ExampleRun.Noon.AddSeconds(s)).Abbreviated);

        ids.Distinct().Count().ShouldBe(60);
    }

    [Fact]
    public void An_abbreviated_id_begins_the_id() =>
        ExampleRun.Id(7).ToString().ShouldStartWith(ExampleRun.Id(7).Abbreviated);
}
