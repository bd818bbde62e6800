using System.Diagnostics.CodeAnalysis;

namespace Assay.Core.Registry;

/// <summary>What a tag of GTO says.</summary>
public enum GtoEvent
{
    /// <summary><c>churn@v1.0.0</c>: the commit is that version.</summary>
    Register,

    /// <summary><c>churn@v1.0.0!</c>: it is that version no more.</summary>
    Deregister,

    /// <summary><c>churn#prod#3</c>: the commit's version is in that stage.</summary>
    Assign,

    /// <summary><c>churn#prod!#4</c>: it is there no more.</summary>
    Unassign,

    /// <summary><c>churn@deprecated</c>: the model is no longer used.</summary>
    Deprecate,

    /// <summary><c>churn@created</c>: the model is there; read, never written.</summary>
    Create,
}

/// <summary>A tag in the grammar of GTO 1 (Git Tag Ops); <see cref="GtoGrammar"/> reads and writes it.</summary>
/// <param name="Event">What it says.</param>
/// <param name="Name">The model's name.</param>
public sealed record GtoTag(GtoEvent Event, string Name)
{
    /// <summary>The folder of the <c>dvc.yaml</c> that names the model, or null.</summary>
    public string? Folder { get; init; }

    /// <summary>The version, of a registration and its undoing.</summary>
    public SemanticVersion? Version { get; init; }

    /// <summary>The stage, of an assignment and its undoing.</summary>
    public string? Stage { get; init; }

    /// <summary>The number that tells equal events apart; one sequence a model. Null in the simple form.</summary>
    public long? Counter { get; init; }

    /// <summary>The tag's name.</summary>
    public override string ToString() => GtoGrammar.Write(this);

    /// <summary>Reads a tag's name; false for tags of anything else.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out GtoTag? tag) =>
        (tag = GtoGrammar.Read(text)) is not null;
}
