using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Assay.Forges.GitLab;

/// <summary>What we read and write of GitLab's API.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(ImmutableArray<Note>))]
[JsonSerializable(typeof(Note))]
[JsonSerializable(typeof(NewNote))]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(MergeRequest))]
[JsonSerializable(typeof(ImmutableArray<MergeRequest>))]
[JsonSerializable(typeof(GitLabProject))]
[JsonSerializable(typeof(NewStatus))]
[JsonSerializable(typeof(Upload))]
[JsonSerializable(typeof(ImmutableArray<ProjectIssue>))]
[JsonSerializable(typeof(ProjectIssue))]
[JsonSerializable(typeof(IssueText))]
internal sealed partial class GitLabJson : JsonSerializerContext;

internal sealed record Note(long Id, string? Body, User? Author);

internal sealed record NewNote(string Body);

internal sealed record User(long Id);

internal sealed record MergeRequest(
    int Iid,
    string? Sha,
    string SourceBranch,
    long? SourceProjectId,
    string TargetBranch,
    string State
);

internal sealed record GitLabProject(long Id, string PathWithNamespace);

internal sealed record NewStatus(string State, string Name, string Description, string? TargetUrl, long? PipelineId);

internal sealed record ProjectIssue(
    int Iid,
    string Title,
    string? Description,
    string State,
    User? Author,
    string? WebUrl
);

internal sealed record IssueText(string Title, string Description, string? Labels, string? StateEvent);

internal sealed record Upload(string? Url, string? FullPath);
