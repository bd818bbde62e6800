using Assay.Forges;

namespace Assay.Tests.Forges;

/// <summary>Twelve jobs write one comment at once on a forge that does so late.</summary>
public sealed class OneCommentTests
{
    private const string Marker = "<!-- assay:report:v1 -->";
    private const int Jobs = 12;

    [Fact]
    public async Task No_section_is_lost_and_one_comment_is_left_whatever_the_order()
    {
        var doubled = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var turns = new Turns(seed);
            var forge = new SlowForge(turns);
            var recorded = new SortedSet<int>();
            await turns.RunAsync(Enumerable.Range(1, Jobs).Select(n => Job(n)));
            forge.Comments.ShouldHaveSingleItem($"seed {seed}");
            forge.Comments.Single().Key.ShouldBe(1, $"seed {seed}: the oldest stays");
            forge.Comments.Single().Value.ShouldBe(Text(recorded), $"seed {seed}");
            doubled += forge.MostAtOnce > 1 ? 1 : 0;
            forge.Writes.ShouldBeGreaterThan(1, $"seed {seed}");

            Func<Task> Job(int number) =>
                async () =>
                {
                    await turns.NextAsync();
                    recorded.Add(number);
                    await turns.NextAsync();
                    await OneComment.SetAsync(
                        forge,
                        7,
                        Marker,
                        async (_, _) =>
                        {
                            await turns.NextAsync();
                            var text = Text(recorded);
                            await turns.NextAsync();
                            return text;
                        },
                        TestContext.Current.CancellationToken
                    );
                };
        }

        // They did meet: comments were made twice.
        doubled.ShouldBeGreaterThan(50);
    }

    [Fact]
    public async Task Without_anything_to_say_nothing_is_written()
    {
        var turns = new Turns(1);
        var forge = new SlowForge(turns);
        await turns.RunAsync([
            () =>
                OneComment.SetAsync(
                    forge,
                    7,
                    Marker,
                    (_, _) => Task.FromResult<string?>(null),
                    TestContext.Current.CancellationToken
                ),
        ]);
        forge.Comments.ShouldBeEmpty();
    }

    private static string Text(IEnumerable<int> sections) => $"{Marker}\n{string.Join("\n", sections)}";
}
