using System.Text.Json;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Mocks.Matching;

/// <summary>Decides whether a request names a known user, with the right password. Pure; allocates nothing.</summary>
public static class UserCheck
{
    /// <param name="use">Null for a method that the path does not declare.</param>
    /// <returns>True if the contract names no users. Of user and password, only what the operation reads is compared.</returns>
    public static bool IsKnown(SessionModel model, SessionUse? use, JsonElement? body)
    {
        if (model.Accounts.Count == 0 || use is null or { User: null, Password: null })
            return true;
        foreach (var account in model.Accounts.AsSpan())
        {
            if (Is(use.User, body, account.Name) && Is(use.Password, body, account.Password))
                return true;
        }

        return false;
    }

    private static bool Is(Locator.RequestBody? place, JsonElement? body, string expected) => place is null
        || (body is { } json && JsonPointer.Find(json, place.Pointer) is { ValueKind: JsonValueKind.String } value && value.ValueEquals(expected));
}
