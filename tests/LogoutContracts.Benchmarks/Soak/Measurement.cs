using LogoutContracts.Benchmarks.Load;

namespace LogoutContracts.Benchmarks.Soak;

/// <summary>One minute of the soak test.</summary>
/// <param name="Memory">Resident memory after the reset at the end of the minute, in bytes.</param>
/// <param name="Handles">Open file descriptors after the load.</param>
internal sealed record Measurement(int Minute, Shot Shot, long Memory, int Handles, int Threads);
