namespace LogoutContracts.Diffing.Rules.Kinds;

/// <summary>One change that a rule has found.</summary>
/// <param name="Text">What has changed, in a sentence.</param>
/// <param name="WasAssumed">Whether the old contract only assumed it.</param>
/// <param name="Requests">
/// The class of requests, without anything that is not on the wire; null for the class that the rule was asked about.
/// </param>
internal sealed record Finding(string Text, bool WasAssumed = false, string? Requests = null)
{
    /// <summary>The header of an answer that it is about, such as <c>header Location</c>; null for anything else.</summary>
    public string? Header { get; init; }
}
