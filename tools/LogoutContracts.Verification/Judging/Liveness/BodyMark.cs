using System.Text.Json;
using LogoutContracts.Specs.Json;
using LogoutContracts.Verification.Http;

namespace LogoutContracts.Verification.Judging.Liveness;

/// <summary>A part of a JSON body that differs between live and dead sessions.</summary>
/// <param name="Pointer">JSON pointer to the part.</param>
/// <param name="IsByKind">Whether only the kind of value counts: absent, null, true, false, number, string, array or object.</param>
internal sealed record BodyMark(string Pointer, bool IsByKind)
{
    private const string Absent = "absent";

    /// <summary>The value in an answer, or its kind, as text to compare; "absent" if there is none or the body is not JSON.</summary>
    public string In(ReceivedResponse response) => In(ResponseJson.Parse(response.Body));

    private string In(JsonElement? body)
    {
        if (body is not { } json || JsonPointer.Find(json, Pointer) is not { } value)
            return Absent;
        return IsByKind || value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? value.ValueKind.ToString() : value.GetRawText();
    }
}
