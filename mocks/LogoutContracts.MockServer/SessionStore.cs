using LogoutContracts.Specs;

namespace LogoutContracts.Serving;

/// <summary>Holds the sessions of one contract's mock, and puts them back to the start.</summary>
internal sealed class SessionStore
{
    private readonly SessionModel model;
    private readonly TimeProvider clock;
    private readonly Func<IEnumerable<Session>> seeds;
    private volatile SessionTable current;

    /// <param name="seeds">Makes the sessions that are there from the start, new ones at each call.</param>
    public SessionStore(SessionModel model, TimeProvider clock, Func<IEnumerable<Session>> seeds)
    {
        this.model = model;
        this.clock = clock;
        this.seeds = seeds;
        current = Seeded();
    }

    public long Now => clock.GetTimestamp();

    /// <summary>To be asked for once a request: who keeps to one table sees a reset as a whole, or not at all.</summary>
    public SessionTable Current => current;

    public void Reset() => current = Seeded();

    private SessionTable Seeded() => new(model, model.IdleTimeout is { } idle ? (long)(idle.TotalSeconds * clock.TimestampFrequency) : null, seeds());
}
