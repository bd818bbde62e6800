using System.Security.Cryptography;
using System.Text.Json;
using Assay.Core.Names;
using Assay.Core.Runs;
using Assay.Core.Serving;

namespace Assay.Serving.Models;

/// <summary>A folder with <c>model.json</c> and the model file that it names.</summary>
/// <param name="Model">What model.json says.</param>
/// <param name="File">The model file's absolute path.</param>
internal sealed record ModelFolder(ServedModel Model, string File)
{
    /// <summary>Reads the document, and checks the model file against its digest.</summary>
    /// <exception cref="StartError">when one is missing, or not what it should be.</exception>
    public static ModelFolder Open(string folder)
    {
        var document = Path.Combine(Path.GetFullPath(folder), ServedModel.FileName);
        var model = Read(document);
        var file = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(document)!, model.File));
        if (!file.StartsWith(Path.GetDirectoryName(document) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new StartError(
                $"{document}: the model file {Quoted.Value(model.File)} lies outside of its folder; expected a path inside"
            );
        }

        var digest = DigestOf(file);
        return digest == model.Digest
            ? new ModelFolder(model, file)
            : throw new StartError(
                $"{file} has the digest {digest}, and {ServedModel.FileName} says {model.Digest}: it is not the model that was registered; build the image again"
            );
    }

    private static ServedModel Read(string document)
    {
        try
        {
            return ServedModel.Parse(System.IO.File.ReadAllText(document));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartError(
                $"{document} cannot be read ({e.Message}); expected the folder that 'assay build-model-image' writes"
            );
        }
        catch (JsonException e)
        {
            throw new StartError(
                $"{document} is not what 'assay build-model-image' writes: {e.Message}; build the image again"
            );
        }
    }

    private static Sha256Digest DigestOf(string file)
    {
        try
        {
            using var stream = System.IO.File.OpenRead(file);
            return Sha256Digest.FromHash(SHA256.HashData(stream));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartError($"the model file {file} cannot be read ({e.Message}); build the image again");
        }
    }
}
