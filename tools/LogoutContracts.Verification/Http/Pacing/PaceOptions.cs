namespace LogoutContracts.Verification.Http.Pacing;

/// <summary>How often to send requests to a target, and how long to wait if it asks to.</summary>
public sealed record PaceOptions
{
    /// <summary>The highest rate of requests; null for no limit.</summary>
    public RequestRate? Rate { get; init; }

    /// <summary>The longest total time that one request waits because the target asks to; zero to never wait.</summary>
    public TimeSpan Patience { get; init; }

    /// <summary>The clock for waits and rates; replace it in tests.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Called before each wait that the target asks for. Several requests may wait at once.</summary>
    public Action<Wait>? OnWait { get; init; }
}

/// <summary>A wait that the target has asked for.</summary>
/// <param name="Status">The status of the answer: 429 or 503.</param>
public sealed record Wait(TimeSpan Time, int Status);
