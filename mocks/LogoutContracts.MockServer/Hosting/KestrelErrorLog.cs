using Microsoft.Extensions.Logging;

namespace LogoutContracts.MockServer.Hosting;

/// <summary>Forwards Kestrel's errors, except those that clients or injected faults cause.</summary>
internal sealed class KestrelErrorLog(Action<Exception> onError) : ILoggerFactory, ILogger
{
    // Kestrel logs these as errors, but they are expected: a client that aborts its body, and a response that a fault has truncated.
    // Exceptions of the mock itself never reach Kestrel.
    private static readonly string[] Expected = ["RequestBodyDrainBodyReaderInvalidState", "ApplicationError"];

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel) && !Expected.Contains(eventId.Name, StringComparer.Ordinal))
            onError(exception ?? new InvalidOperationException(formatter(state, null)));
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
        // Nothing to dispose.
    }
}
