using System.Text.Json;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Routing;
using LogoutContracts.MockServer.Tls;

namespace LogoutContracts.MockServer.Contracts;

/// <summary>A request to a path of the contract.</summary>
/// <param name="Client">The client's certificate; null over plain HTTP.</param>
internal readonly record struct SentRequest(
    ContractState State, Arrival Arrival, RunningPath Path, RunningOperation Operation, ClientIdentity? Client)
{
    /// <summary>Reads what the answer depends on.</summary>
    /// <param name="json">The body, if it is JSON or a form; the caller disposes of it.</param>
    public OperationCall Read(out JsonDocument? json)
    {
        var request = Arrival.Request;
        var body = BodyReader.Classify(
            Operation.Operation?.Body, Arrival.Body, request.BodyMediaType, request.ContentType, out json);
        var preference = request.TryGetHeader("Prefer", out var prefer) ? Preference.Parse(prefer) : default;
        return new(Operation, request, preference, Client, body, json?.RootElement);
    }
}
