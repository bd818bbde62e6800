using Assay.EndToEnd.Ledgers;
using Assay.EndToEnd.Machine;
using Assay.EndToEnd.Running;
using CliWrap;

namespace Assay.EndToEnd.Training;

public sealed class TwoTrainingsTests(GitServer server)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_trainings_at_once_in_one_clone_the_second_waits_for_the_first_and_both_are_recorded()
    {
        using var team = await Team.MakeAsync(server);
        await team.CheckOutAsync("clone");
        await File.AppendAllTextAsync(
            team.File("clone/train.sh"),
            "\ntouch began; until [ -e go ]; do sleep 0.05; done\n",
            Stop
        );
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());

        var one = TrainAsync(team, line => line.Contains("Training churn"), first);
        await first.Task.WaitAsync(TimeSpan.FromMinutes(1), Stop);
        var other = TrainAsync(team, line => line.Contains("and both would write the same files; waiting"), second);
        await second.Task.WaitAsync(TimeSpan.FromMinutes(1), Stop);
        await File.WriteAllTextAsync(team.File("clone/go"), "", Stop);

        (await one).ShouldBe(0);
        (await other).ShouldBe(0);
        (await team.RunsAsync("clone")).Count.ShouldBe(2);
    }

    private static async Task<int> TrainAsync(Team team, Func<string, bool> sign, TaskCompletionSource seen)
    {
        var result = await Cli.Wrap(AssayProgram.Path)
            .WithArguments(["train", "--model", "churn", "--fresh"])
            .WithWorkingDirectory(team.File("clone"))
            .WithEnvironmentVariables(AssayProgram.Environment(new Dictionary<string, string>()))
            .WithStandardErrorPipe(
                PipeTarget.ToDelegate(line =>
                {
                    if (sign(line))
                    {
                        seen.TrySetResult();
                    }
                })
            )
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(Stop);
        return result.ExitCode;
    }
}
