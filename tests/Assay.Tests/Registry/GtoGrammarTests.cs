using Assay.Core.Registry;
using CsCheck;

namespace Assay.Tests.Registry;

public sealed class GtoGrammarTests
{
    [Theory]
    [InlineData("churn@v1.2.3", GtoEvent.Register, "churn", null, "v1.2.3", null, null)]
    [InlineData("churn@v1.2.3#4", GtoEvent.Register, "churn", null, "v1.2.3", null, 4L)]
    [InlineData("churn@v1.2.3-rc.1+b", GtoEvent.Register, "churn", null, "v1.2.3-rc.1+b", null, null)]
    [InlineData("churn@v1.2.3!", GtoEvent.Deregister, "churn", null, "v1.2.3", null, null)]
    [InlineData("churn#prod", GtoEvent.Assign, "churn", null, null, "prod", null)]
    [InlineData("churn#prod#12", GtoEvent.Assign, "churn", null, null, "prod", 12L)]
    [InlineData("churn#prod!#13", GtoEvent.Unassign, "churn", null, null, "prod", 13L)]
    [InlineData("churn@deprecated", GtoEvent.Deprecate, "churn", null, null, null, null)]
    [InlineData("churn@created#1", GtoEvent.Create, "churn", null, null, null, 1L)]
    [InlineData("models/eu=my/churn_2#eu/prod#3", GtoEvent.Assign, "my/churn_2", "models/eu", null, "eu/prod", 3L)]
    public void A_tag_of_GTO_is_read_and_written(
        string text,
        GtoEvent said,
        string name,
        string? folder,
        string? version,
        string? stage,
        long? counter
    )
    {
        GtoTag.TryParse(text, out var tag).ShouldBeTrue();
        tag.Event.ShouldBe(said);
        tag.Name.ShouldBe(name);
        tag.Folder.ShouldBe(folder);
        tag.Version?.ToString().ShouldBe(version);
        tag.Stage.ShouldBe(stage);
        tag.Counter.ShouldBe(counter);
        tag.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("v1.2.3")]
    [InlineData("churn@1.2.3")]
    [InlineData("churn@v1.2")]
    [InlineData("churn@v1.2.3#")]
    [InlineData("churn@v1.2.3#x")]
    [InlineData("churn@v1.2.3!!")]
    [InlineData("churn@retired")]
    [InlineData("-churn@v1.2.3")]
    [InlineData("churn-@v1.2.3")]
    [InlineData("churn#prod-")]
    [InlineData("churn#")]
    [InlineData("churn@v1.2.3\n")]
    [InlineData("churn#prod#99999999999999999999")]
    public void A_tag_of_anything_else_is_not_one(string text) => GtoTag.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Any_tag_reads_back_as_it_was_written() =>
        Any.Sample(tag =>
        {
            GtoTag.TryParse(tag.ToString(), out var read).ShouldBeTrue(tag.ToString());
            read.ShouldBe(tag);
        });

    [Fact]
    public void The_next_counter_is_above_all_of_the_models_tags()
    {
        var tags = new[] { "churn@v1.0.0", "churn#prod#3", "churn@v1.1.0#7", "churn#dev!#5" }.Select(t =>
            GtoGrammar.Read(t)!
        );
        GtoGrammar.NextCounter(tags).ShouldBe(8);
        GtoGrammar.NextCounter([]).ShouldBe(1);
    }

    private static Gen<string> Word { get; } =
        Gen.OneOf("churn", "a", "1", "my-model", "my_model/v2", "x--y", "eu/prod", "0/0");

    private static Gen<GtoTag> Any =>
        from said in Gen.Enum<GtoEvent>()
        from name in Word
        from folder in Gen.OneOf<string?>(null, "models", "a.b/c-d_e", "..", "/")
        from stage in Word
        from version in Gen.Select(Gen.Int[0, 99], Gen.Int[0, 99], Gen.OneOf("", "-rc.1", "+b.7", "-0a.x-y+0"))
        from counter in Gen.Long[-1, 1_000_000]
        select new GtoTag(said, name)
        {
            Folder = folder,
            Stage = said is GtoEvent.Assign or GtoEvent.Unassign ? stage : null,
            Version = said is GtoEvent.Register or GtoEvent.Deregister
                ? SemanticVersion.Parse($"v{version.Item1}.{version.Item2}.0{version.Item3}")
                : null,
            Counter = counter < 0 ? null : counter,
        };
}
