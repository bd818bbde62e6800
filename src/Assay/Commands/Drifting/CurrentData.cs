using System.Collections.Immutable;
using Assay.Core.Drift;
using Assay.Core.Names;
using Assay.Data;
using Assay.Settings;
using Assay.Targets;
using Assay.Toolkit;

namespace Assay.Commands.Drifting;

/// <summary>What a drift check looks at.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Source">Where it comes from, for people.</param>
internal sealed record CurrentData(Profile Profile, string Source)
{
    /// <summary>Whether a model server kept it: then it has the model's own inputs and no other column.</summary>
    public bool IsServed => Profile.ModelDigest is not null;

    /// <summary>Lets the server forget what was looked at; null where it was not taken to be forgotten.</summary>
    public Func<CancellationToken, Task>? Drop { get; private init; }

    /// <summary>Reads a file of rows, a profile in a file, or one that a server keeps.</summary>
    /// <param name="named">A path, an address, or <c>requests</c>.</param>
    /// <param name="folder">What a path is relative to.</param>
    /// <param name="model">The model.</param>
    /// <param name="reference">What it will be compared with.</param>
    /// <param name="requests">The requests of a target.</param>
    /// <param name="taking">The name that a server's profile is taken under, to be dropped later; null for a look alone.</param>
    /// <param name="token">What the server's admin port wants, or null.</param>
    /// <param name="context">The command's.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InputError">when it is none of them.</exception>
    /// <exception cref="OperationError">when no server answers.</exception>
    public static async Task<CurrentData> ReadAsync(
        string named,
        string folder,
        ModelSettings model,
        Profile reference,
        ServedRequests requests,
        string? taking,
        string? token,
        CommandContext context,
        CancellationToken cancellationToken
    )
    {
        if (named == DriftSettings.Requests)
        {
            var (profile, target) = await requests.ReadAsync(taking, cancellationToken).ConfigureAwait(false);
            return new CurrentData(Parse(profile, $"the answer of target {target}"), $"requests to target {target}")
            {
                Drop = taking is null ? null : cancel => requests.DropAsync(taking, cancel),
            };
        }

        if (Uri.TryCreate(named, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            if (address.UserInfo.Length > 0)
            {
                throw new InputError(
                    "--current holds a user or a password; the token of an admin port goes into ASSAY_ADMIN_TOKEN"
                );
            }

            return await OfServerAsync(address, taking, token, context, cancellationToken).ConfigureAwait(false);
        }

        if (taking is not null)
        {
            throw new InputError(
                $"--reset lets a server count anew, and {Quoted.Value(named, 200)} is a file: leave it out, or look at requests or a server's address"
            );
        }

        var file = DataFile.In(folder, named);
        file.MustHaveBytes();
        return await KeptAsync(file, cancellationToken).ConfigureAwait(false) is { } kept
            ? new CurrentData(kept, $"the profile {named}")
            : new CurrentData(OfRows(file, model, reference), named);
    }

    private static async Task<CurrentData> OfServerAsync(
        Uri address,
        string? taking,
        string? token,
        CommandContext context,
        CancellationToken cancellationToken
    )
    {
        using var http = ServedProfile.Client();
        var server = new ServedProfile(http, context.Clock);
        var answer = taking is null
            ? await server.ReadAsync(address, token, cancellationToken).ConfigureAwait(false)
            : await server.TakeAsync(address, taking, token, cancellationToken).ConfigureAwait(false);
        return new CurrentData(
            Parse(answer, Quoted.Value(address.ToString(), 200)),
            $"requests to the server at {address.Authority}"
        )
        {
            Drop = taking is null ? null : DropAsync,
        };

        async Task DropAsync(CancellationToken cancel)
        {
            using var later = ServedProfile.Client();
            await new ServedProfile(later, context.Clock)
                .DropAsync(address, taking, token, cancel)
                .ConfigureAwait(false);
        }
    }

    private static async Task<Profile?> KeptAsync(DataFile file, CancellationToken cancellationToken)
    {
        if (
            !file.FullPath.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            || new FileInfo(file.FullPath).Length > ServedProfile.MostBytes
        )
        {
            return null;
        }

        var bytes = await File.ReadAllBytesAsync(file.FullPath, cancellationToken).ConfigureAwait(false);
        return ProfileDocument.IsOne(bytes) ? Parse(bytes, Quoted.Value(file.Shown, 200)) : null;
    }

    private static Profile Parse(byte[] json, string where)
    {
        try
        {
            return ProfileDocument.Read(json);
        }
        catch (FormatException e)
        {
            throw new InputError($"{where} holds no profile that can be read: {e.Message}");
        }
    }

    // Answers that were logged beside the inputs are the model's predictions.
    private static Profile OfRows(DataFile file, ModelSettings model, Profile reference)
    {
        var inputs = reference.Columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<ColumnProfile> predicted = [.. reference.Predictions.Where(c => !inputs.Contains(c.Name))];
        var answers = predicted.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var (columns, rows) = TableProfile.Read(
            file,
            [model.Data?.Id, model.Data?.Target],
            [.. reference.Columns, .. predicted]
        );
        var profile = new Profile(
            model.Name,
            null,
            [.. columns.Where(c => !answers.Contains(c.Name))],
            [.. columns.Where(c => answers.Contains(c.Name))]
        );
        profile.AddRows(rows);
        return profile;
    }
}
