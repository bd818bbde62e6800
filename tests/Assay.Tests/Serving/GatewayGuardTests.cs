using Assay.Core.Rollouts;
using Assay.Serving;
using Assay.Serving.Gateway;

namespace Assay.Tests.Serving;

public sealed class GatewayGuardTests
{
    private static readonly DateTimeOffset _start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private readonly SetClock _clock = new() { Now = _start };

    [Fact]
    public void A_rollout_that_nobody_visits_goes_back_and_stays_back()
    {
        var control = Control(weight: 25);

        _clock.Now = _start.AddHours(2);
        control.Guard().ShouldBeNull();
        _clock.Now = _start.AddHours(2).AddSeconds(1);
        control.Guard().ShouldBe("nobody visited for 02:00:00, since 2026-11-23T12:00:00Z");

        var state = control.State();
        (state.Routing.Weight, state.WentBack!.At).ShouldBe((0, _clock.Now));
        control.Guard().ShouldBeNull();
        Should
            .Throw<RequestError>(() => control.PutWeight(25, null))
            .Message.ShouldContain("begin a rollout anew with another salt");
        Should.Throw<RequestError>(() => control.PutArms(Routing(25), null)).Status.ShouldBe(409);
        control.PutArms(Routing(0), null).WentBack.ShouldNotBeNull();
        control.PutArms(Routing(5) with { Salt = "rollout-8" }, null).WentBack.ShouldBeNull();
    }

    [Fact]
    public void A_visit_begins_the_time_anew()
    {
        var control = Control(weight: 25);
        _clock.Now = _start.AddHours(1.5);
        control.Visit().LastVisit.ShouldBe(_clock.Now);

        _clock.Now = _start.AddHours(3);
        control.Guard().ShouldBeNull();
        _clock.Now = _start.AddHours(3.6);
        control.Guard().ShouldNotBeNull();
    }

    [Fact]
    public void A_canary_that_is_proven_worse_loses_its_share_without_a_visit()
    {
        var guard = new GatewayGuard { Abort = ["error_rate <= 1%"], Since = "step-1" };
        var control = new GatewayControl(State(25) with { Routing = Routing(25) with { Guard = guard } }, null, _clock);
        for (var i = 0; i < 40; i++)
        {
            control.Table.Canary!.Answered(500, TimeSpan.FromMilliseconds(3), isKeyless: false);
        }

        control.Guard().ShouldBeNull("the step is not marked yet");
        control.Marks.Set("step-1", control.Table);
        control.Guard().ShouldBeNull("what came before the mark is another step's");
        for (var i = 0; i < 40; i++)
        {
            control.Table.Stable.Answered(200, TimeSpan.FromMilliseconds(3), isKeyless: false);
            control.Table.Canary!.Answered(i % 2 == 0 ? 500 : 200, TimeSpan.FromMilliseconds(3), isKeyless: false);
        }

        control.Guard()!.ShouldStartWith("error rate 50 % of 40 requests is not within 1 %: truly it is at least");
        control.State().Routing.Weight.ShouldBe(0);
    }

    [Theory]
    [InlineData("error_rate <=", "guard.abort")]
    [InlineData("roc_auc >= 0.8", "guard.abort names roc_auc, which a gateway does not measure")]
    public void A_guard_with_a_condition_that_is_none_is_refused(string condition, string message) =>
        Should
            .Throw<RequestError>(() =>
                Control(0).PutArms(Routing(0) with { Guard = new GatewayGuard { Abort = [condition] } }, null)
            )
            .Message.ShouldContain(message);

    [Fact]
    public void Without_a_share_there_is_nothing_to_take_back()
    {
        var control = Control(weight: 0);
        _clock.Now = _start.AddDays(30);

        control.Guard().ShouldBeNull();
        control.State().WentBack.ShouldBeNull();
    }

    [Fact]
    public void A_gateway_that_starts_again_goes_on_where_it_was()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("assay-gateway-").FullName, "state.json");
        var file = new StateFile(path, TextWriter.Null);
        var before = new GatewayControl(State(weight: 5), file, _clock);
        before.PutWeight(25, null);

        var remembered = file.Read()!;
        var after = new GatewayControl(remembered, file, _clock);

        after.State().ToJson().ShouldBe(before.State().ToJson());
        (after.Table.Routing.Weight, after.Table.Revision).ShouldBe((25, 2));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void A_change_that_cannot_be_remembered_is_not_done()
    {
        var folder = Directory.CreateTempSubdirectory("assay-gateway-").FullName;
        var control = new GatewayControl(
            State(weight: 5),
            new StateFile(Path.Combine(folder, "state.json"), TextWriter.Null),
            _clock
        );
        Directory.Delete(folder, recursive: true);

        Should.Throw<RequestError>(() => control.PutWeight(25, null)).Message.ShouldStartWith("nothing was changed");
        control.Table.Routing.Weight.ShouldBe(5);
    }

    [Theory]
    [InlineData("gateway --stable http://a:1", "ASSAY_ADMIN_TOKEN is not set", null)]
    [InlineData("gateway", "--stable is missing", "t")]
    [InlineData("gateway --stable a", "stable.url is 'a'", "t")]
    [InlineData("gateway --stable http://a:1 --weight 5", "there is no canary", "t")]
    [InlineData("gateway --stable http://a:1 --weight x", "--weight is 'x'", "t")]
    [InlineData(
        "gateway --stable http://a:1 --split-by query:customer",
        "--split-by is 'query:customer'; expected the name of a field",
        "t"
    )]
    public async Task A_command_line_that_is_wrong_gets_one_message_and_exit_2(
        string line,
        string message,
        string? token
    )
    {
        using var messages = new StringWriter();
        var invocation = new Assay.Serving.Invocation(
            name => name == "ASSAY_ADMIN_TOKEN" ? token : null,
            messages,
            TextWriter.Null,
            _clock,
            count => new byte[count]
        );

        (await invocation.RunAsync(line.Split(' '))).ShouldBe(2);
        messages.ToString().ShouldContain(message, Case.Sensitive);
    }

    private GatewayControl Control(decimal weight) => new(State(weight), null, _clock);

    private static GatewayState State(decimal weight) =>
        new()
        {
            Routing = Routing(weight),
            Revision = 1,
            Started = _start,
            LastVisit = _start,
        };

    private static GatewayRouting Routing(decimal weight) =>
        new()
        {
            Stable = new GatewayArm("http://127.0.0.1:1"),
            Canary = new GatewayArm("http://127.0.0.1:2"),
            Weight = weight,
            Salt = "rollout-7",
            Guard = new GatewayGuard { VisitWithin = TimeSpan.FromHours(2) },
        };

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
