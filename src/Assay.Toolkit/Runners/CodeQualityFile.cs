using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Assay.Toolkit.Runners;

/// <summary>Annotations as GitLab's code quality report, which shows them beside the lines of a merge request.</summary>
/// <param name="path">The file.</param>
internal sealed class CodeQualityFile(string path)
{
    private readonly JsonArray _findings = [];
    private readonly Lock _lock = new();

    /// <summary>Adds a finding and writes the file anew.</summary>
    public void Add(Severity severity, string text, SourceLocation location)
    {
        lock (_lock)
        {
            _findings.Add(
                new JsonObject
                {
                    ["description"] = text,
                    ["check_name"] = "assay",
                    ["fingerprint"] = Convert.ToHexStringLower(
                        SHA256.HashData(Encoding.UTF8.GetBytes($"{location.File}\n{text}"))
                    ),
                    ["severity"] = severity switch
                    {
                        Severity.Error => "major",
                        Severity.Warning => "minor",
                        _ => "info",
                    },
                    ["location"] = new JsonObject
                    {
                        ["path"] = location.File,
                        ["lines"] = new JsonObject { ["begin"] = location.Line ?? 1 },
                    },
                }
            );
            RunnerFile.Write(path, _findings.ToJsonString());
        }
    }
}
