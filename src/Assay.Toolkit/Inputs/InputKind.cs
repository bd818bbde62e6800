namespace Assay.Toolkit.Inputs;

/// <summary>What an input's text must be.</summary>
public enum InputKind
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>A whole number in invariant notation.</summary>
    Integer,

    /// <summary>A finite number in invariant notation.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>; on the command line, its presence is true.</summary>
    Switch,

    /// <summary>One of a few words.</summary>
    Choice,

    /// <summary>A path, absolute or from the working directory.</summary>
    Path,

    /// <summary>Several texts: the option repeated, or one a line in a variable.</summary>
    List,

    /// <summary>Several <c>KEY=VALUE</c>: the option repeated, or one a line in a variable.</summary>
    Pairs,
}
