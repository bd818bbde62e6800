namespace Assay.Toolkit;

/// <summary>The work failed outside: network, forge, engine, disk. Exit code 3; the message says the next step.</summary>
public class OperationError : Exception
{
    /// <summary>With a message that says what failed, and the next step.</summary>
    public OperationError(string message)
        : base(message) { }

    /// <summary>The same, with the failure it came from.</summary>
    public OperationError(string message, Exception inner)
        : base(message, inner) { }
}
