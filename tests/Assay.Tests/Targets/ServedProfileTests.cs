using System.Net;
using Assay.Core.Drift;
using Assay.Serving.Hosting;
using Assay.Targets;
using Assay.Tests.Git;
using Assay.Tests.Serving;
using Assay.Toolkit;

namespace Assay.Tests.Targets;

public sealed class ServedProfileTests
{
    private const string Token = "a-token-of-the-test";

    [Fact]
    public async Task The_profile_of_a_running_server_is_read_with_its_token()
    {
        await using var server = await RunningServer.StartAsync(
            ServedFolder.Iris(),
            new HostSettings
            {
                Port = 0,
                AdminPort = 0,
                AdminToken = Token,
            }
        );
        var address = new Uri($"http://127.0.0.1:{server.Server.Host.AdminPort}/profile");

        var profile = ProfileDocument.Read(await ReadAsync(address, Token));
        var refused = await Should.ThrowAsync<InputError>(() => ReadAsync(address, "another"));

        profile.Rows.ShouldBe(0);
        profile.ModelDigest.ShouldNotBeNull();
        refused.Message.ShouldContain("wants a token: set ASSAY_ADMIN_TOKEN");
    }

    [Fact]
    public async Task An_address_of_something_else_says_what_is_expected()
    {
        await using var other = await LoopbackArm.StartAsync("v1");
        other.Status = 404;

        var error = await Should.ThrowAsync<InputError>(() => ReadAsync(new Uri(other.Url + "/profil"), null));

        error.Message.ShouldContain(
            "answered 404; expected the address of a profile, such as http://127.0.0.1:8081/profile"
        );
    }

    [Fact]
    public async Task A_token_is_not_handed_on_where_an_answer_sends_us_elsewhere()
    {
        await using var other = await LoopbackArm.StartAsync("v1");
        await using var first = await ServingHost.StartAsync(
            new HostSettings { Port = 0, AdminPort = 0 },
            context =>
            {
                context.Response.Redirect(other.Url);
                return Task.CompletedTask;
            },
            _ => Task.CompletedTask,
            TextWriter.Null
        );

        await Should.ThrowAsync<InputError>(() => ReadAsync(new Uri($"http://127.0.0.1:{first.Port}/profile"), Token));

        other.Asked.ShouldBe(0);
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read_to_its_end()
    {
        var block = new byte[1 << 20];
        await using var endless = await ServingHost.StartAsync(
            new HostSettings { Port = 0, AdminPort = 0 },
            async context =>
            {
                context.Response.StatusCode = (int)HttpStatusCode.OK;
                while (!context.RequestAborted.IsCancellationRequested)
                {
                    await context.Response.Body.WriteAsync(block, context.RequestAborted);
                }
            },
            _ => Task.CompletedTask,
            TextWriter.Null
        );

        var error = await Should.ThrowAsync<InputError>(() =>
            ReadAsync(new Uri($"http://127.0.0.1:{endless.Port}/profile"), null)
        );

        error.Message.ShouldContain("answers with more than 64 MiB");
    }

    private static async Task<byte[]> ReadAsync(Uri address, string? token)
    {
        using var http = ServedProfile.Client();
        return await new ServedProfile(http, TimeProvider.System).ReadAsync(address, token, Workspace.Token);
    }
}
