using Assay.Bench.Startup;

if (args is not [var name])
{
    Console.Error.WriteLine(
        "usage: dotnet run --project bench/startup --configuration Release -- IMAGE   (as root, for chroot)"
    );
    return 2;
}

await using var image = await UnpackedImage.OpenAsync(name);
string[] assay = [image.Folder, "/usr/lib/assay/assay", "--version"];
string[] git = [image.Folder, "/usr/bin/git", "--version"];
string[] node = ["/", "node", "--version"];
var times = StartTimes.Measure([assay, git, node], rounds: 41);

Console.WriteLine("| started | median | fastest | beside assay |\n| --- | --: | --: | --: |");
foreach (var (title, time) in ((string[])["assay --version", "git --version", "node --version"]).Zip(times))
{
    var ratio = time.Median / times[0].Median;
    Console.WriteLine($"| `{title}` | {time.Median:0.0} ms | {time.Fastest:0.0} ms | × {ratio:0.00} |");
}

Console.WriteLine("\n| layer | MB |\n| --- | --: |");
foreach (var layer in await image.LayersAsync())
{
    Console.WriteLine($"| {layer.Content} | {layer.Megabytes:0.0} |");
}

Console.WriteLine("\n| made of | MB |\n| --- | --: |");
foreach (var part in ImageParts.Of(image.Folder))
{
    Console.WriteLine($"| {part.Content} | {part.Megabytes:0.0} |");
}

return 0;
