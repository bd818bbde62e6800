using System.Globalization;
using Assay.Bench.Serving;

const int Rounds = 5;
const int Starts = 11;
const int Seconds = 4;
const int Connections = 16;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

if (args is ["bare", var port])
{
    BareEndpoint.Run(int.Parse(port, CultureInfo.InvariantCulture));
    return 0;
}

if (args is not ([_] or [_, "--peer", _]))
{
    Console.Error.WriteLine(
        "usage: dotnet run --project bench/serving --configuration Release -- FOLDER [--peer URL]\n"
            + "FOLDER holds the published assay-serving; URL is another server's Open Inference Protocol endpoint for iris."
    );
    return 2;
}

var program = Path.GetFullPath(Path.Combine(args[0], "assay-serving"));
using var model = new ModelOnDisk();
var token = new Dictionary<string, string> { ["ASSAY_ADMIN_TOKEN"] = "bench" };
var python = new Dictionary<string, string> { ["OMP_NUM_THREADS"] = "1" };
string[] serve = ["serve", "--model", model.Root, "--port", "18301", "--admin-port", "18302"];
string[] uvicorn =
[
    "-m",
    "uvicorn",
    "peer:app",
    "--host",
    "127.0.0.1",
    "--port",
    "18304",
    "--log-level",
    "error",
    "--app-dir",
    AppContext.BaseDirectory,
];
string[] gatewayArguments =
[
    "gateway",
    "--stable",
    "http://127.0.0.1:18301",
    "--split-by",
    "field:sepal_length",
    "--port",
    "18305",
    "--admin-port",
    "18306",
];

List<double> starts = [];
for (var i = 0; i < Starts; i++)
{
    var (once, took) = await Contestant.StartAsync("assay-serving", 18301, token, program, serve);
    starts.Add(took);
    once.Dispose();
}

var (server, _) = await Contestant.StartAsync("assay-serving, /predict", 18301, token, program, serve);
using var ours = server;
await Task.Delay(2000);
var idle = ours.Megabytes;
var (bareServer, _) = await Contestant.StartAsync(
    "bare Kestrel, no model",
    18303,
    token,
    Environment.ProcessPath!,
    "bare",
    "18303"
);
using var bare = bareServer;
var (peerServer, _) = await Contestant.StartAsync(
    "FastAPI, one async worker",
    18304,
    python,
    "/usr/bin/python3",
    uvicorn
);
using var fastApi = peerServer;
var (gatewayServer, _) = await Contestant.StartAsync(
    "gateway before assay-serving",
    18305,
    token,
    program,
    gatewayArguments
);
using var gateway = gatewayServer;
List<Contestant> all =
[
    ours,
    bare,
    fastApi,
    gateway,
    ours.At("assay-serving, infer", "/v2/models/iris/infer", "infer.lua"),
];
if (args is [_, _, var peer])
{
    all.Add(Contestant.Elsewhere("the peer given, infer", new Uri(peer)));
}

var loads = all.Select(_ => new List<Load>()).ToList();
List<Load> single = [];
List<Load> singleByGateway = [];
for (var round = -1; round < Rounds; round++)
{
    for (var i = 0; i < all.Count; i++)
    {
        var load = Load.Measure(all[i], Connections, Seconds);
        if (round >= 0)
        {
            loads[i].Add(load);
        }
    }

    single.Add(Load.Measure(ours, 1, Seconds / 2));
    singleByGateway.Add(Load.Measure(gateway, 1, Seconds / 2));
}

var first = Load.Middle(loads[0]);
Console.WriteLine(
    "| server | requests a second | p50 | p99 | assay-serving's /predict beside it |\n| --- | --: | --: | --: | --: |"
);
for (var i = 0; i < all.Count; i++)
{
    var load = Load.Middle(loads[i]);
    Console.WriteLine(
        $"| {all[i].Name} | {load.Rate:N0} | {load.Median:0.00} ms | {load.P99:0.00} ms | × {first.Rate / load.Rate:0.00} |"
    );
}

var (direct, through) = (Load.Middle(single), Load.Middle(singleByGateway));
Console.WriteLine("\n| figure | value |\n| --- | --: |");
Console.WriteLine($"| start to the first answer, median of {Starts} | {starts.Order().ElementAt(Starts / 2):0} ms |");
Console.WriteLine($"| memory, idle after the first answer | {idle:0.0} MB |");
Console.WriteLine($"| memory, after the load | {ours.Megabytes:0.0} MB |");
Console.WriteLine($"| gateway's cost at p50, one connection | {through.Median - direct.Median:0.000} ms |");
return 0;
