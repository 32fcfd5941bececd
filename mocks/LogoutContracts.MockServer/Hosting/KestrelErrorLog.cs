using Microsoft.Extensions.Logging;

namespace LogoutContracts.MockServer.Hosting;

/// <summary>Kestrel's log, of which only failures that are nobody's but the server's own are wanted. What clients do wrong, it logs below an error.</summary>
internal sealed class KestrelErrorLog(Action<Exception> onError) : ILoggerFactory, ILogger
{
    // Errors to Kestrel, but a client broke off a body while it was read; and an answer was shorter than it promised, as a fault was to make it. Failures of ours do not get as far.
    private static readonly string[] Expected = ["RequestBodyDrainBodyReaderInvalidState", "ApplicationError"];

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel) && !Expected.Contains(eventId.Name, StringComparer.Ordinal))
            onError(exception ?? new InvalidOperationException(formatter(state, null)));
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
        // Holds nothing.
    }
}
