using System.Text.Json;
using LogoutContracts.Specs.Json;
using LogoutContracts.Verification.Http;

namespace LogoutContracts.Verification.Judging.Liveness;

/// <summary>A part of a JSON body that looks different with a live session.</summary>
/// <param name="IsByKind">Whether only the kind of value counts: absent, null, true, false, number, string, array or object.</param>
internal sealed record BodyMark(string Pointer, bool IsByKind)
{
    private const string Absent = "absent";

    /// <summary>What the answer shows there, in one text for comparison.</summary>
    public string In(ReceivedResponse response) => In(ResponseJson.Parse(response.Body));

    private string In(JsonElement? body)
    {
        if (body is not { } json || JsonPointer.Find(json, Pointer) is not { } value)
            return Absent;
        return IsByKind || value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? value.ValueKind.ToString() : value.GetRawText();
    }
}
