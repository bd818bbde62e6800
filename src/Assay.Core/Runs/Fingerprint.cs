using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;

namespace Assay.Core.Runs;

/// <summary>
/// All that determines what a training makes. Two trainings with equal ones make the same model as far as anybody can
/// tell beforehand, so the second can be spared. Secrets are not among them.
/// </summary>
public sealed record Fingerprint
{
    private const string Format = "assay-fingerprint-1";

    /// <summary>The training command: a shell line alone, or a program and its arguments.</summary>
    public required ImmutableArray<string> Command { get; init; }

    /// <summary>Whether <see cref="Command"/> is a shell line.</summary>
    public required bool IsShellLine { get; init; }

    /// <summary>The command that prepares the environment, or null.</summary>
    public string? Setup { get; init; }

    /// <summary>Where the command starts, from the repository's root.</summary>
    public string Folder { get; init; } = "";

    /// <summary>What it runs in: a container image's id, or the system, processor architecture and interpreter.</summary>
    public required string Environment { get; init; }

    /// <summary>Files that go in.</summary>
    public ImmutableArray<RunInput> Inputs { get; init; } = [];

    /// <summary>What stands for the inputs when none are listed: the code's commit and its changes.</summary>
    public string? Code { get; init; }

    /// <summary>Parameters.</summary>
    public required ImmutableSortedDictionary<string, string> Params { get; init; }

    /// <summary>Variables passed by name.</summary>
    public required ImmutableSortedDictionary<string, string> Variables { get; init; }

    /// <summary>Paths that the training is to write: a run without one of them cannot stand for one with it.</summary>
    public ImmutableArray<string> Outputs { get; init; } = [];

    /// <summary>SHA-256 of a canonical JSON of it all.</summary>
    public Sha256Digest Digest()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartArray();
            json.WriteStringValue(Format);
            WriteList(json, Command);
            json.WriteBooleanValue(IsShellLine);
            json.WriteStringValue(Setup);
            json.WriteStringValue(Folder);
            json.WriteStringValue(Environment);
            WriteList(
                json,
                Inputs.OrderBy(i => i.Path, StringComparer.Ordinal).SelectMany(i => (string[])[i.Path, i.Sha256.Hex])
            );
            json.WriteStringValue(Code);
            WriteList(json, Params.SelectMany(p => (string[])[p.Key, p.Value]));
            WriteList(json, Variables.SelectMany(v => (string[])[v.Key, v.Value]));
            WriteList(json, Outputs);
            json.WriteEndArray();
        }

        return Sha256Digest.FromHash(SHA256.HashData(stream.ToArray()));
    }

    private static void WriteList(Utf8JsonWriter json, IEnumerable<string> texts)
    {
        json.WriteStartArray();
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
