namespace LogoutContracts.Tests.Replicas;

/// <summary>One PostgreSQL server for all tests of this folder that do not disturb it.</summary>
[SetUpFixture]
internal sealed class SharedDatabase
{
    private static readonly Lazy<Task<PostgresServer>> Started = new(() => PostgresServer.StartNewAsync());

    public static Task<PostgresServer> Server => Started.Value;

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (Started is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            await (await Started.Value).DisposeAsync();
    }
}
