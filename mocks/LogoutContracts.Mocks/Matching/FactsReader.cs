using System.Text.Json;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Matching;

/// <summary>Computes what a server would know about a request, without sending it.</summary>
internal static class FactsReader
{
    private static bool AsksForClient(Operation operation) => operation.Variants.Any(variant => variant.Rule.Clients.Count > 0);

    /// <param name="operation">Null for a method that the path does not declare.</param>
    /// <param name="sessions">All sessions that the server knows.</param>
    /// <param name="certificate">How the connection's client certificate relates to the request.</param>
    /// <param name="json">The body, if it is JSON; the caller disposes of it.</param>
    public static RequestFacts Read(
        SessionModel model, Operation? operation, RenderedRequest request, IReadOnlyCollection<KnownSession> sessions,
        Certificate certificate, out JsonDocument? json)
    {
        var view = new RenderedRequestView(request);
        var lookup = new KnownSessions(model, sessions);
        var mediaType = view.TryGetHeader("Content-Type", out var contentType) ? MediaType.Essence(contentType.ToString()) : "";
        var body = RenderedBody.Read(operation?.Body, request, out json);
        var state = SessionResolver.Caller(
            model, model.CallerOf(operation?.Session), view, json?.RootElement, lookup, out KnownSession? caller, out var mixed,
            out var shown);
        var target = SessionResolver.Target(operation?.Session.Target, view, json?.RootElement, lookup, caller, out _, out _);
        return new(state, mixed, caller?.Kind, target, body, mediaType, request.Method, certificate)
        {
            Client = operation is not null && AsksForClient(operation)
                ? ClientCheck.Of(model, operation.Session, view, json?.RootElement, caller is null ? null : model.Clients[0].Id, out _)
                    : Client.Own,
            Shown = caller is null ? -1 : shown,
            IsUserKnown = UserCheck.IsKnown(model, operation?.Session, json?.RootElement),
        };
    }
}
