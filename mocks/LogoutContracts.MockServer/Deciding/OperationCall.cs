using System.Text.Json;
using LogoutContracts.MockServer.Http;
using LogoutContracts.MockServer.Routing;
using LogoutContracts.MockServer.Tls;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Deciding;

/// <summary>A request to an operation: all that its answer depends on, apart from sessions and counts.</summary>
/// <param name="Client">The client's certificate; null over plain HTTP.</param>
/// <param name="Json">The body, if it is JSON or a form.</param>
internal readonly record struct OperationCall(
    RunningOperation Operation, KestrelRequest Request, Preference Preference, ClientIdentity? Client, BodyClass Body, JsonElement? Json)
{
    /// <summary>The variant of a forced answer, or null.</summary>
    public RunningVariant? Overridden { get; init; }

    /// <summary>If false, the answer is chosen, but its effect on existing sessions is not applied.</summary>
    public bool MayChange { get; init; } = true;
}
