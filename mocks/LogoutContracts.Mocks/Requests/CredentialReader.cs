using System.Text.Json;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Requests;

/// <summary>Reads credentials and ids from requests.</summary>
public static class CredentialReader
{
    /// <summary>Stands for a value of a body that is not a string: it is there, but no credential equals it.</summary>
    internal const string NotText = "\0";

    /// <summary>Reads a credential or an id.</summary>
    /// <param name="body">The body, if it is JSON or a form.</param>
    /// <returns>The value at the first of the places that is present and well-formed; empty if there is none.</returns>
    public static ReadOnlySpan<char> Read<TRequest>(ValueList<Carrier> places, in TRequest request, JsonElement? body)
        where TRequest : IRequest, allows ref struct
    {
        foreach (var place in places.AsSpan())
        {
            var found = TryRead(place, request, body, out var value);
            if (found && place.Read(value) is { IsEmpty: false } read)
                return read;
        }

        return [];
    }

    private static bool TryRead<TRequest>(Carrier place, in TRequest request, JsonElement? body, out ReadOnlySpan<char> value)
        where TRequest : IRequest, allows ref struct
    {
        switch (place.Kind)
        {
            case CarrierKind.Header:
                return request.TryGetHeader(place.Name, out value);
            case CarrierKind.Cookie:
                return request.TryGetCookie(place.Name, out value);
            case CarrierKind.Query:
                return request.TryGetQuery(place.Name, out value);
            case CarrierKind.Path:
                value = request.Segment(place.Segment);
                return true;
            default:
                value = body is { } json ? TextOf(JsonPointer.Find(json, place.Name)) : null;
                return true;
        }
    }

    private static string? TextOf(JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => NotText,
    };
}
