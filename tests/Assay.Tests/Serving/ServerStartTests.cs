using Assay.Core.Serving;
using Assay.Serving;
using Assay.Serving.Hosting;

namespace Assay.Tests.Serving;

public sealed class ServerStartTests
{
    [Fact]
    public async Task A_model_file_that_is_not_the_registered_one_is_refused()
    {
        using var folder = ServedFolder.Iris();
        await File.AppendAllTextAsync(
            Path.Combine(folder.Root, "model.onnx"),
            "x",
            TestContext.Current.CancellationToken
        );

        (await RefusalAsync(folder)).ShouldContain("is not the model that was registered");
    }

    [Fact]
    public async Task A_model_file_outside_of_the_folder_is_refused()
    {
        using var folder = ServedFolder.Iris();
        folder.Write(ServedFolder.IrisModel with { File = "../model.onnx" });

        (await RefusalAsync(folder)).ShouldContain("'../model.onnx' lies outside of its folder");
    }

    [Fact]
    public async Task A_folder_without_a_document_is_refused()
    {
        using var folder = ServedFolder.Iris();
        File.Delete(Path.Combine(folder.Root, ServedModel.FileName));

        (await RefusalAsync(folder)).ShouldContain("expected the folder that 'assay build-model-image' writes");
    }

    [Fact]
    public async Task A_document_that_is_none_is_refused()
    {
        using var folder = ServedFolder.Iris();
        await File.WriteAllTextAsync(
            Path.Combine(folder.Root, ServedModel.FileName),
            "{\"schema\":1}",
            TestContext.Current.CancellationToken
        );

        (await RefusalAsync(folder)).ShouldContain("is not what 'assay build-model-image' writes");
    }

    [Fact]
    public async Task A_file_that_is_no_ONNX_model_is_refused()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, "pickle", TestContext.Current.CancellationToken);
        using var folder = new ServedFolder(ServedFolder.IrisModel, path);
        File.Delete(path);

        (await RefusalAsync(folder)).ShouldContain("does not load");
    }

    [Fact]
    public async Task A_document_of_another_model_is_refused()
    {
        var other = ServedFolder.IrisModel with
        {
            Inputs = [new ServedInput("rows", InputElement.Float, IsFlat: false, [0, 1, 2, 3])],
        };
        using var folder = new ServedFolder(other, ServedFolder.IrisFile);

        (await RefusalAsync(folder)).ShouldContain("has no input 'rows'");
    }

    [Fact]
    public async Task A_text_column_for_an_input_of_numbers_is_refused()
    {
        var other = ServedFolder.IrisModel with
        {
            Columns = ServedFolder.IrisModel.Columns.SetItem(0, new ServedColumn("species", ColumnType.Text, false)),
        };
        using var folder = new ServedFolder(other, ServedFolder.IrisFile);

        (await RefusalAsync(folder)).ShouldContain("input 'X' holds numbers, and its column 'species' text");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_refused_by_number()
    {
        await using var first = await RunningServer.StartAsync(ServedFolder.Iris());
        using var folder = ServedFolder.Iris();

        (await RefusalAsync(folder, first.Server.Host.Port)).ShouldContain($"port {first.Server.Host.Port}");
    }

    private static async Task<string> RefusalAsync(ServedFolder folder, int port = 0) =>
        (
            await Should.ThrowAsync<StartError>(() =>
                RunningServer.StartAsync(folder, new HostSettings { Port = port, AdminPort = 0 })
            )
        ).Message;
}
