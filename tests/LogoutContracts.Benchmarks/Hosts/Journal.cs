using LogoutContracts.Serving;

namespace LogoutContracts.Benchmarks.Hosts;

/// <summary>The one place that knows how a server is told to keep a journal.</summary>
internal static class Journal
{
    /// <summary>What the server keeps unless told otherwise.</summary>
    public const int Default = 1_000;

    /// <summary>Whether there is one yet; rows about it say so until then.</summary>
    public static bool Exists => false;

    /// <param name="size">Requests; 0 is off.</param>
    public static MockServerOptions WithJournal(this MockServerOptions options, int size) =>
        size == 0 || Exists ? options : throw new NotSupportedException("The server keeps no journal yet.");
}
