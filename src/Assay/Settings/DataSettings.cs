namespace Assay.Settings;

/// <summary>The data that a model is judged by and watched against.</summary>
internal sealed record DataSettings : SettingsSection
{
    [Key(
        "Fetches the data, before digests are taken.",
        Example = "dvc pull data",
        Default = "they are in git, LFS or on the disk"
    )]
    public UserCommand? Fetch { get; init; }

    [Key("Held-out rows that the gate judges by (CSV, Parquet or JSON).", Example = "data/holdout.parquet")]
    public RepositoryPath? Validation { get; init; }

    [Key("Rows that live data are compared with, as a rule the training data.", Example = "data/train.parquet")]
    public RepositoryPath? Reference { get; init; }

    [Key("Column of the true label or value.", Example = "churned")]
    public string? Target { get; init; }

    [Key(
        "The class of the target that a binary model scores.",
        Example = "'yes'",
        Default = "1, true or yes; else the last in order"
    )]
    [AnyScalar]
    public string? Positive { get; init; }

    [Key(
        "Column that identifies a row; predictions are joined to the rows by it.",
        Example = "customer_id",
        Default = "they pair by order, and must be as many"
    )]
    public string? Id { get; init; }

    [Key("Schema made by `assay data infer`, checked before every training.", Example = "data/schema.yml")]
    public RepositoryPath? Schema { get; init; }
}
