namespace Assay.Serving.Hosting;

/// <summary>Faults of the server itself, on standard error; requests are not logged.</summary>
internal sealed class MessageLog(TextWriter messages) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (IsEnabled(logLevel))
        {
            messages.WriteLine(exception is null ? formatter(state, null) : $"{formatter(state, null)} {exception}");
            messages.Flush();
        }
    }

    public void Dispose()
    {
        // The writer is the program's.
    }
}
