namespace Assay.Commands.Inits;

/// <summary>The forges whose files can be written.</summary>
internal enum ForgeChoice
{
    Github,
    Gitlab,
}
