using System.Text;
using Assay.Git;
using Assay.Toolkit;

namespace Assay.Tests.Git;

public sealed class GitRepositoryTests
{
    [Fact]
    public async Task A_folder_without_a_repository_says_what_to_do()
    {
        using var workspace = new Workspace();
        var error = await Should.ThrowAsync<InputError>(() => Workspace.RepositoryAsync(workspace.Folder));
        error.Message.ShouldBe(
            $"no git repository in '{workspace.Folder}' or above it: run this in a clone, or make one with 'git init'"
        );
    }

    [Fact]
    public async Task The_root_is_found_from_a_folder_inside()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await workspace.CloneAsync("here");
        await Workspace.CommitAsync(clone, "a/b/c.txt", "c");
        (await Workspace.RepositoryAsync(Path.Combine(clone, "a", "b"))).Root.ShouldBe(clone);
        (await Workspace.RepositoryAsync(workspace.Remote)).Root.ShouldBe(workspace.Remote);
    }

    [Fact]
    public async Task The_state_names_commit_branch_and_whether_tracked_files_differ()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await workspace.CloneAsync("here");
        var commit = await Workspace.CommitAsync(clone, "größe.py", "1");
        var repository = await Workspace.RepositoryAsync(clone);

        await File.WriteAllTextAsync(Path.Combine(clone, "untracked.txt"), "new", Workspace.Token);
        (await repository.StateAsync(Workspace.Token)).ShouldBe(new(commit, "main", Dirty: false));

        await File.WriteAllTextAsync(Path.Combine(clone, "größe.py"), "2", Workspace.Token);
        (await repository.StateAsync(Workspace.Token)).ShouldBe(new(commit, "main", Dirty: true));
        (await repository.ChangedFilesAsync(Workspace.Token)).ShouldBe(["größe.py"]);

        await Workspace.GitAsync(clone, "checkout", "--quiet", "--detach");
        (await repository.StateAsync(Workspace.Token))!.Branch.ShouldBeNull();
    }

    [Fact]
    public async Task Before_the_first_commit_there_is_no_state()
    {
        using var workspace = new Workspace();
        var repository = await Workspace.RepositoryAsync(await workspace.InitAsync("new"));
        (await repository.StateAsync(Workspace.Token)).ShouldBeNull();
        (await repository.RemoteAsync(Workspace.Token)).ShouldBeNull();
    }

    [Fact]
    public async Task A_file_is_read_as_another_branch_has_it()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await workspace.CloneAsync("here");
        var repository = await Workspace.RepositoryAsync(clone);
        await Workspace.CommitAsync(clone, "assay.yml", "version: 2\n");

        Text(await repository.ReadBlobAsync("origin/main", "assay.yml", Workspace.Token)).ShouldBe("version: 1\n");
        Text(await repository.ReadBlobAsync("HEAD", "assay.yml", Workspace.Token)).ShouldBe("version: 2\n");
        (await repository.ReadBlobAsync("HEAD", "none.yml", Workspace.Token)).ShouldBeNull();
        (await repository.ReadBlobAsync("--help", "assay.yml", Workspace.Token)).ShouldBeNull();
    }

    [Fact]
    public async Task The_merge_base_is_found_in_a_shallow_clone()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await workspace.CloneAsync("here");
        var common = await Workspace.CommitAsync(clone, "a", "1");
        await Workspace.GitAsync(clone, "push", "--quiet", "origin", "HEAD:main");
        await Workspace.CommitAsync(clone, "b", "1");
        await Workspace.GitAsync(clone, "push", "--quiet", "origin", "HEAD:refs/heads/change");
        await Workspace.GitAsync(clone, "reset", "--quiet", "--hard", common);
        await Workspace.CommitAsync(clone, "c", "1");
        await Workspace.GitAsync(clone, "push", "--quiet", "origin", "HEAD:main");
        var shallow = await workspace.CloneAsync("shallow", "--depth=1", "--branch=change");
        var repository = await Workspace.RepositoryAsync(shallow);

        var main = await repository.FetchAsync("origin", "main", Workspace.Token);

        (await CommonCommit.FindAsync(repository, "origin", "HEAD", main!, Workspace.Token)).ShouldBe(common);
    }

    [Fact]
    public async Task A_commit_is_checked_out_elsewhere_and_the_work_tree_stays()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await workspace.CloneAsync("here");
        var old = await Workspace.CommitAsync(clone, "src/predict.py", "old");
        await Workspace.CommitAsync(clone, "src/predict.py", "new");
        await File.WriteAllTextAsync(Path.Combine(clone, "src/predict.py"), "dirty", Workspace.Token);
        var elsewhere = Directory.CreateDirectory(Path.Combine(workspace.Folder, "elsewhere")).FullName;

        await (await Workspace.RepositoryAsync(clone)).CheckOutAsync(old, elsewhere, Workspace.Token);

        Directory.GetFileSystemEntries(elsewhere, "*", SearchOption.AllDirectories).Length.ShouldBe(3);
        (await File.ReadAllTextAsync(Path.Combine(elsewhere, "src/predict.py"), Workspace.Token)).ShouldBe("old");
        (await Workspace.GitAsync(clone, "status", "--porcelain")).ShouldBe(" M src/predict.py");
    }

    [Fact]
    public async Task Several_remotes_without_an_origin_are_refused_by_name()
    {
        using var workspace = await Workspace.WithRemoteAsync();
        var clone = await workspace.CloneAsync("here");
        var repository = await Workspace.RepositoryAsync(clone);
        await Workspace.GitAsync(clone, "remote", "rename", "origin", "team");
        (await repository.RemoteAsync(Workspace.Token)).ShouldBe("team");

        await Workspace.GitAsync(clone, "remote", "add", "mine", workspace.Remote);
        var error = await Should.ThrowAsync<InputError>(() => repository.RemoteAsync(Workspace.Token));
        error.Message.ShouldContain("the remotes mine, team and none is called 'origin'");
    }

    [Fact]
    public async Task The_user_is_who_git_says_that_works_here()
    {
        using var workspace = new Workspace();
        var repository = await Workspace.RepositoryAsync(await workspace.InitAsync("new"));
        (await repository.UserAsync(Workspace.Token)).ShouldBe("Zoe <zoe@example.com>");
    }

    private static string Text(byte[]? bytes) => Encoding.UTF8.GetString(bytes!);
}
