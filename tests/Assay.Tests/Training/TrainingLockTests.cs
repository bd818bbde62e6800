using Assay.Training;

namespace Assay.Tests.Training;

public sealed class TrainingLockTests : IDisposable
{
    private readonly TemporaryWorkspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task A_second_training_of_a_model_waits_for_the_first_and_says_for_whom()
    {
        var heard = new TaskCompletionSource<string>();
        var first = await TakeAsync("the first", heard);
        var second = TakeAsync("the second", heard);

        (await heard.Task).ShouldBe("the first");
        second.IsCompleted.ShouldBeFalse();
        first.Dispose();
        (await second).Dispose();
    }

    [Fact]
    public async Task Waiting_ends_when_the_job_is_cancelled()
    {
        using var stop = new CancellationTokenSource();
        using var first = await TakeAsync("the first", new());
        var heard = new TaskCompletionSource<string>();
        var second = TakeAsync("the second", heard, stop.Token);
        await heard.Task;

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => second);
    }

    private Task<LockFile> TakeAsync(
        string holder,
        TaskCompletionSource<string> heard,
        CancellationToken? cancellation = null
    ) =>
        TrainingLock.TakeAsync(
            _workspace["git/assay/train-churn.lock"],
            holder,
            heard.SetResult,
            TimeProvider.System,
            cancellation ?? TestContext.Current.CancellationToken
        );
}
