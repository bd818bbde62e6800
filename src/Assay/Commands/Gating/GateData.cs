using System.Collections.Immutable;
using System.Security.Cryptography;
using Assay.Core.Evidence;
using Assay.Core.Metrics;
using Assay.Core.Runs;
using Assay.Core.Tables;
using Assay.Data;
using Assay.Git;
using Assay.Settings;
using Assay.Toolkit;
using Assay.Training.Files;

namespace Assay.Commands.Gating;

/// <summary>The validation rows, and the file that they were read from.</summary>
/// <param name="File">The file, absolute.</param>
/// <param name="Input">Its path, digest and size.</param>
/// <param name="Rows">The rows.</param>
internal sealed record GateData(string File, RunInput Input, ValidationRows Rows)
{
    /// <summary>Reads what the model's <c>data:</c> names, with every column that its gate needs.</summary>
    /// <exception cref="InputError">when a key, the file or a column is missing.</exception>
    public static async Task<GateData> ReadAsync(string root, ModelSettings model, CancellationToken cancellationToken)
    {
        if (model.Data is not { Validation: { } validation, Target: { } target } data)
        {
            throw new InputError(
                $"the model '{model.Name}' cannot be judged without held-out rows: name data.validation and data.target",
                model.LocationOf(nameof(ModelSettings.Data))
            );
        }

        var file = DataFile.In(root, validation.Value);
        MustBeInside(root, file);
        var needed = (model.Gate?.Slices?.By ?? []).Concat(model.Metrics.Values.Select(m => m.Column).OfType<string>());
        var rows = ValidationData.Read(file, target, data.Id, needed.Distinct(StringComparer.Ordinal));
        await using var stream = System.IO.File.OpenRead(file.FullPath);
        var digest = await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false);
        return new GateData(
            file.FullPath,
            new RunInput(validation.Value, Sha256Digest.FromHash(digest), stream.Length),
            rows
        );
    }

    // A change may bring a link as well as a file, and what it leads to may be shown.
    private static void MustBeInside(string root, DataFile file)
    {
        var real = RealPath.Of(file.FullPath);
        if (real is null || !real.StartsWith(RealPath.Of(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw file.Refused("is a link that leads out of the repository: use a copy of the file instead");
        }
    }

    /// <summary>The slicing columns, a text a row.</summary>
    public ImmutableSortedDictionary<string, string?[]> Columns(ImmutableArray<string> names) =>
        names.ToImmutableSortedDictionary(n => n, n => Texts(Rows.Features.Find(n)!), StringComparer.Ordinal);

    /// <summary>The columns that own metrics aggregate, a number a row, NaN where it is none.</summary>
    public ImmutableSortedDictionary<string, double[]> Numbers(IEnumerable<ColumnAggregate> metrics) =>
        metrics
            .Select(m => m.Column)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToImmutableSortedDictionary(
                n => n,
                n => Rows.Features.Find(n) is NumberColumn numbers ? numbers.Values : NotNumbers(),
                StringComparer.Ordinal
            );

    private double[] NotNumbers() => [.. Enumerable.Repeat(double.NaN, Rows.Count)];

    private static string?[] Texts(TableColumn column) => [.. Enumerable.Range(0, column.Count).Select(column.Text)];

    /// <summary>Whether the change brings its own validation rows: an easier hold-out would loosen the gate too.</summary>
    public async Task<ImmutableArray<string>> ChangesAsync(
        GitRepository repository,
        TargetBranch? target,
        CancellationToken cancellationToken
    )
    {
        var settled = target is null
            ? null
            : await repository.ReadBlobAsync(target.Commit, Input.Path, cancellationToken).ConfigureAwait(false);
        return settled is null || Sha256Digest.FromHash(SHA256.HashData(settled)) == Input.Sha256
            ? []
            : [$"the rows of {Input.Path} (may loosen)"];
    }
}
