namespace Assay.Toolkit;

/// <summary>Whose runner started the program.</summary>
public enum ForgeKind
{
    /// <summary>A shell, or a runner that is not known.</summary>
    None,

    /// <summary>GitHub Actions.</summary>
    GitHub,

    /// <summary>GitLab CI.</summary>
    GitLab,
}
