namespace LogoutContracts.Verification.Http.Pacing;

/// <summary>How much a target is asked, and how long to wait for it.</summary>
public sealed record PaceOptions
{
    /// <summary>Null: as fast as it answers.</summary>
    public RequestRate? Rate { get; init; }

    /// <summary>How long one request may wait in all because the target asks to; zero: not at all.</summary>
    public TimeSpan Patience { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Told before each wait that the target asks for. Several requests may wait at once.</summary>
    public Action<Wait>? OnWait { get; init; }
}

/// <param name="Status">429 or 503.</param>
public sealed record Wait(TimeSpan Time, int Status);
