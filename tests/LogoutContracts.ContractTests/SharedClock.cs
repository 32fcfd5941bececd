namespace LogoutContracts.ContractTests;

/// <summary>The clock of a server that all tests share. Whoever moves it would let the others' sessions expire, so tests run together while it stands still, and one that moves it runs alone.</summary>
internal sealed class SharedClock : IDisposable
{
    private const int Places = 64;

    private readonly SemaphoreSlim places = new(Places);

    // Taken by who comes in, not by who is in: so nobody waits for ever, whether to move the clock or for it to stand still.
    private readonly SemaphoreSlim door = new(1);

    /// <returns>To be disposed of when the test is done.</returns>
    public Task<IAsyncDisposable> KeepStillAsync() => EnterAsync(1);

    /// <returns>To be disposed of when the test is done.</returns>
    public Task<IAsyncDisposable> MoveAsync() => EnterAsync(Places);

    public void Dispose()
    {
        places.Dispose();
        door.Dispose();
    }

    private async Task<IAsyncDisposable> EnterAsync(int count)
    {
        await door.WaitAsync();
        try
        {
            for (var i = 0; i < count; i++)
                await places.WaitAsync();
        }
        finally
        {
            door.Release();
        }

        return new Stay(places, count);
    }

    private sealed class Stay(SemaphoreSlim places, int count) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            places.Release(count);
            return ValueTask.CompletedTask;
        }
    }
}
