namespace LogoutContracts.ContractTests;

/// <summary>
/// The clock of a server that all tests share. Moving it expires the sessions of other tests, so a test that moves it runs alone.
/// The other tests run in parallel.
/// </summary>
internal sealed class SharedClock : IDisposable
{
    private const int Places = 64;

    private readonly SemaphoreSlim places = new(Places);

    // Held while entering: tests that move the clock cannot deadlock with half of the places each, and newcomers cannot starve them.
    private readonly SemaphoreSlim entry = new(1);

    /// <returns>A lease; dispose of it when the test ends.</returns>
    public Task<IAsyncDisposable> KeepStillAsync() => EnterAsync(1);

    /// <returns>A lease; dispose of it when the test ends.</returns>
    public Task<IAsyncDisposable> MoveAsync() => EnterAsync(Places);

    public void Dispose()
    {
        places.Dispose();
        entry.Dispose();
    }

    private async Task<IAsyncDisposable> EnterAsync(int count)
    {
        await entry.WaitAsync();
        try
        {
            for (var i = 0; i < count; i++)
                await places.WaitAsync();
        }
        finally
        {
            entry.Release();
        }

        return new Lease(places, count);
    }

    private sealed class Lease(SemaphoreSlim places, int count) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            places.Release(count);
            return ValueTask.CompletedTask;
        }
    }
}
