namespace Assay;

/// <summary>How the program ends.</summary>
internal enum ExitCode
{
    /// <summary>Done, or the answer is yes.</summary>
    Done = 0,

    /// <summary>The answer is no.</summary>
    No = 1,

    /// <summary>The request is wrong: configuration, input, data.</summary>
    WrongRequest = 2,

    /// <summary>Something outside failed, after the retries.</summary>
    Failed = 3,

    /// <summary>Undecided, where the policy does not say what undecided means.</summary>
    Undecided = 4,

    /// <summary>A bug (EX_SOFTWARE of sysexits.h).</summary>
    Bug = 70,

    /// <summary>Ctrl-C: 128 + SIGINT.</summary>
    Interrupted = 130,

    /// <summary>Told to end: 128 + SIGTERM.</summary>
    Terminated = 143,
}
