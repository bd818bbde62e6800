using System.Collections.Immutable;
using System.Globalization;

namespace Assay.Forges.Folders;

/// <summary>Issues as files: <c>1.md</c> is open, <c>1.closed.md</c> is not; the title is the first line.</summary>
/// <param name="folder">Where they go, absolute.</param>
internal sealed class FolderIssues(string folder)
{
    private const string Open = ".md";
    private const string Closed = ".closed.md";

    public async Task<ImmutableArray<ForgeIssue>> ListAsync(string beginning, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<ForgeIssue>();
        foreach (var number in Numbers().Order())
        {
            var isOpen = File.Exists(FileOf(number, isOpen: true));
            var file = FileOf(number, isOpen);
            var text = await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false);
            var end = text.IndexOf('\n', StringComparison.Ordinal);
            if (end > 0 && text.AsSpan(end + 1).StartsWith(beginning, StringComparison.Ordinal))
            {
                found.Add(new ForgeIssue(number, text[..end], text[(end + 1)..], isOpen, new Uri(file)));
            }
        }

        return found.ToImmutable();
    }

    public Task<ForgeIssue> OpenAsync(string title, string body, CancellationToken cancellationToken) =>
        SetAsync(
            new ForgeIssue(Numbers().DefaultIfEmpty(0).Max() + 1, title, body, IsOpen: true, null),
            cancellationToken
        );

    public async Task<ForgeIssue> SetAsync(ForgeIssue issue, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var file = FileOf(issue.Number, issue.IsOpen);
        var text = $"{issue.Title.ReplaceLineEndings(" ")}\n{issue.Body}";
        await File.WriteAllTextAsync(file, text, cancellationToken).ConfigureAwait(false);
        File.Delete(FileOf(issue.Number, !issue.IsOpen));
        return issue with { Address = new Uri(file) };
    }

    private IEnumerable<int> Numbers() =>
        Directory.Exists(folder)
            ? Directory
                .EnumerateFiles(folder, "*" + Open)
                .Select(f => int.TryParse(Path.GetFileName(f).Split('.')[0], out var number) ? number : 0)
                .Where(number => number > 0)
                .Distinct()
            : [];

    private string FileOf(int number, bool isOpen) =>
        Path.Combine(folder, number.ToString(CultureInfo.InvariantCulture) + (isOpen ? Open : Closed));
}
