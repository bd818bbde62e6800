namespace Assay.EndToEnd.Running;

/// <summary>What one run of the program left behind.</summary>
/// <param name="ExitCode">0 done, 1 no, 2 wrong request, 3 failed outside, 4 undecided.</param>
/// <param name="Output">Standard output: the result.</param>
/// <param name="Messages">Standard error: what it said on the way.</param>
public sealed record ProgramResult(int ExitCode, string Output, string Messages)
{
    /// <summary>Both, for the message of an assertion that fails.</summary>
    public string Log => $"exit {ExitCode}\n{Output}\n{Messages}";
}
