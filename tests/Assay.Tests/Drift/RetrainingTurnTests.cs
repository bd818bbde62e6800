using Assay.Core.Drift;
using Assay.Core.Registry;

namespace Assay.Tests.Drift;

/// <summary>When a drift that lasts may train again: cooldown 24 h, an end is expected within 2 h.</summary>
public sealed class RetrainingTurnTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_first_drift_begins_one() => Turn(null, 0).ShouldBe(new RetrainingTurn.Begins(1, Start));

    [Theory]
    [InlineData(1)]
    [InlineData(23)]
    public void After_one_that_made_a_run_the_cooldown_is_waited_for(int hours) =>
        Turn(Try(1, succeeded: true), hours).ShouldBe(new RetrainingTurn.Waits(Start.AddHours(24)));

    [Fact]
    public void After_the_cooldown_another_begins() =>
        Turn(Try(1, succeeded: true), 24).ShouldBe(new RetrainingTurn.Begins(1, Start.AddHours(24)));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void One_that_failed_is_tried_again_at_the_next_check(int attempt) =>
        Turn(Try(attempt, succeeded: false), 1).ShouldBe(new RetrainingTurn.Begins(attempt + 1, Start));

    [Fact]
    public void Three_that_failed_are_enough_for_one_cooldown()
    {
        Turn(Try(3, succeeded: false), 1).ShouldBe(new RetrainingTurn.GaveUp(Start.AddHours(24)));
        Turn(Try(3, succeeded: false), 24).ShouldBe(new RetrainingTurn.Begins(1, Start.AddHours(24)));
    }

    [Fact]
    public void One_that_runs_is_waited_for_and_one_whose_machine_died_is_tried_again()
    {
        Turn(Try(1, succeeded: null), 1).ShouldBe(new RetrainingTurn.Waits(Start.AddHours(2)));
        Turn(Try(1, succeeded: null), 2).ShouldBe(new RetrainingTurn.Begins(2, Start));
    }

    [Fact]
    public void What_an_older_program_wrote_is_read_and_counts_as_a_first_try()
    {
        var older = RetrainingDocument.Read(
            """{"schema":1,"model":"churn","version":"v1.0.0","columns":["age"],"headline":"age","actor":"z","at":"2026-11-24T04:00:00Z"}"""u8
        );

        Turn(older, 3).ShouldBe(new RetrainingTurn.Begins(2, Start));
    }

    [Fact]
    public void How_one_ended_is_written_and_read()
    {
        var ended = Try(2, succeeded: false) with { EndedAt = Start.AddHours(1) };

        var read = RetrainingDocument.Read(RetrainingDocument.Write(ended));

        (read.Attempt, read.FirstAt, read.Succeeded, read.EndedAt).ShouldBe((2, Start, false, Start.AddHours(1)));
    }

    private static RetrainingTurn Turn(Retraining? last, int hours) =>
        RetrainingTurn.Of(last, TimeSpan.FromHours(24), TimeSpan.FromHours(2), Start.AddHours(hours));

    private static Retraining Try(int attempt, bool? succeeded) =>
        new()
        {
            Model = "churn",
            Version = SemanticVersion.First,
            Columns = ["age"],
            Headline = "1 of 2 columns drifted: age",
            Actor = "zoe",
            At = Start,
            Attempt = attempt,
            FirstAt = Start,
            Succeeded = succeeded,
        };
}
