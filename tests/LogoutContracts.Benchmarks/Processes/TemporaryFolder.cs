namespace LogoutContracts.Benchmarks.Processes;

/// <summary>A folder that is deleted when it is disposed of, and with the benchmark at the latest.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => AppDomain.CurrentDomain.ProcessExit += OnExit;

    public string FullName { get; } = Directory.CreateTempSubdirectory("logout-contracts-bench").FullName;

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        if (Directory.Exists(FullName))
            Directory.Delete(FullName, recursive: true);
    }

    private void OnExit(object? sender, EventArgs e) => Dispose();
}
