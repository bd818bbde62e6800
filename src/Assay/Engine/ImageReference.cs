namespace Assay.Engine;

/// <summary>The parts of an image's name.</summary>
internal static class ImageReference
{
    private const string DockerHub = "https://index.docker.io/v1/";

    /// <summary>The name with a tag: an engine asked for none would pull every tag there is.</summary>
    public static string WithTag(string name) =>
        name.Contains('@') || name.LastIndexOf(':') > name.LastIndexOf('/') ? name : name + ":latest";

    /// <summary>The name without tag and digest.</summary>
    public static string Repository(string name)
    {
        var tagged = name.Split('@')[0];
        return tagged.LastIndexOf(':') > tagged.LastIndexOf('/') ? tagged[..tagged.LastIndexOf(':')] : tagged;
    }

    /// <summary>The registry as logins name it.</summary>
    public static string Registry(string name)
    {
        var first = name.Split('/')[0];
        return name.Contains('/') && (first.Contains('.') || first.Contains(':') || first == "localhost")
            ? first
            : DockerHub;
    }
}
