using Microsoft.Extensions.Logging;

namespace LogoutContracts.Serving;

/// <summary>Kestrel's log, of which only failures that are nobody's but the server's own are wanted. What clients do wrong, it logs below an error.</summary>
internal sealed class KestrelFailures(Action<Exception> onError) : ILoggerFactory, ILogger
{
    // Logged as an error though a client did it: broke off a body while it was read, so that Kestrel could not read on to the next request.
    private const string NotOurs = "RequestBodyDrainBodyReaderInvalidState";

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel) && eventId.Name is not NotOurs)
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
