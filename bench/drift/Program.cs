using Assay.Bench.Drift;

if (args is not [var assay, .. var more])
{
    Console.Error.WriteLine(
        "usage: dotnet run --project bench/drift --configuration Release -- ASSAY [PYTHON [ROWS]]   (Python with SciPy and pandas)"
    );
    return 2;
}

const int Rounds = 3;
var python = more.ElementAtOrDefault(0) ?? "python3";
var rows = int.Parse(more.ElementAtOrDefault(1) ?? "1000000");
using var project = await DriftProject.MakeAsync(Path.GetFullPath(assay), rows);
var peer = new Peer(python, project);
var (csv, parquet, theirs) = (new List<double>(), new List<double>(), new List<PeerTime>());

// In turn, so that whatever else the machine does falls on all of them alike.
for (var round = 0; round < Rounds; round++)
{
    csv.Add(await project.CheckAsync("current.csv"));
    theirs.Add(await peer.RunAsync());
    parquet.Add(await project.CheckAsync("current.parquet"));
}

var ours = Median(csv);
Console.WriteLine("| what | median | beside assay |\n| --- | --: | --: |");
Row("`assay drift-check`, rows in CSV", ours);
Row("pandas and SciPy, the same rows", Median(theirs.Select(t => t.Whole)));
Row("of it: pandas reads both files", Median(theirs.Select(t => t.Read)));
Row("of it: the tests", Median(theirs.Select(t => t.Test)));
Row("`assay drift-check`, rows in Parquet", Median(parquet));
Row("once, at the training: the reference's profile", project.ProfileSeconds);
return 0;

void Row(string what, double seconds) =>
    Console.WriteLine(FormattableString.Invariant($"| {what} | {seconds:0.0} s | × {seconds / ours:0.0} |"));

static double Median(IEnumerable<double> seconds) => seconds.Order().ElementAt(Rounds / 2);
