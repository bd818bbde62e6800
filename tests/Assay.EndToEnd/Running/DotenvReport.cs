namespace Assay.EndToEnd.Running;

/// <summary>An <c>artifacts:reports:dotenv</c> as GitLab reads it: strictly, and within the limits of a new instance.</summary>
internal static class DotenvReport
{
    private const int MostVariables = 20;
    private const int MostBytes = 5 * 1024;

    /// <exception cref="FormatException">where GitLab refuses the whole file.</exception>
    public static IReadOnlyDictionary<string, string> Read(string path)
    {
        var variables = new Dictionary<string, string>();
        foreach (var line in File.ReadAllLines(path))
        {
            var parts = line.Split('=', 2);
            if (parts.Length < 2)
            {
                throw new FormatException($"'{line}' in {path} is no NAME=VALUE.");
            }

            variables[parts[0].Trim()] = parts[1].Trim();
        }

        return variables.Count <= MostVariables && new FileInfo(path).Length < MostBytes
            ? variables
            : throw new FormatException(
                $"{path} holds {variables.Count} variables in {new FileInfo(path).Length} bytes."
            );
    }
}
