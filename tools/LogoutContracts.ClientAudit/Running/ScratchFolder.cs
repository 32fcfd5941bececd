namespace LogoutContracts.ClientAudit.Running;

/// <summary>A folder that is deleted at the end of a scenario.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("logout-contracts-").FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A process of the client that has just been ended may still write. The system removes temporary folders some time.
        }
    }
}
