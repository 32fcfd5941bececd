using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Pairing;
using LogoutContracts.Diffing.Rules.Kinds;
using LogoutContracts.Diffing.Witnesses;

namespace LogoutContracts.Diffing.Comparing;

/// <summary>A finding, and where it was made.</summary>
/// <param name="Release">Null if the contract has none, or for all.</param>
/// <param name="Operation">Null if it is not about one operation.</param>
/// <param name="Requests">The class of requests, without anything that is not on the wire.</param>
internal sealed record Occurrence(
    DiffRule Rule, string? Release, string Contract, OperationPair? Operation, Finding Finding, string Requests, ChangePlace? Old,
    ChangePlace? New)
{
    /// <summary>What a request that shows it needs; null if none can.</summary>
    public Sighting? Seen { get; init; }

    /// <summary>The request that shows it, if it was found by trying.</summary>
    public TriedSighting? Tried { get; init; }

    /// <summary>Why no request shows it.</summary>
    public string Unseen { get; init; } = "";

    public ChangeLevel Level => Rule.LevelOf(Finding.WasAssumed);
}
