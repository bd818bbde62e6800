namespace Assay.Tests;

/// <summary>
/// Text that people read, kept in <c>__snapshots__</c> beside the tests. After a change that is meant, run the tests once with
/// <c>ASSAY_SNAPSHOTS=update</c> and read the difference in git.
/// </summary>
internal static class Snapshot
{
    private static readonly bool Updating = Environment.GetEnvironmentVariable("ASSAY_SNAPSHOTS") == "update";

    /// <summary>Compares <paramref name="text"/> with the file, <c>Reports/__snapshots__/pass.md</c> for example.</summary>
    public static void ShouldMatchSnapshot(this string text, string file)
    {
        var path = Checkout.PathOf(Path.Combine("tests", "Assay.Tests", file));
        if (Updating)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        File.Exists(path).ShouldBeTrue($"{file} is missing: run the tests once with ASSAY_SNAPSHOTS=update");
        text.ShouldBe(
            File.ReadAllText(path),
            $"{file} differs: if that is meant, run the tests once with ASSAY_SNAPSHOTS=update"
        );
    }
}
