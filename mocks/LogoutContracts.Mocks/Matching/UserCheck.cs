using System.Text.Json;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Mocks.Matching;

/// <summary>Decides whether a request names a known user, with the right password. Pure; allocates nothing.</summary>
public static class UserCheck
{
    /// <summary>Checks the user name and password in a request.</summary>
    /// <param name="use">Null for a method that the path does not declare.</param>
    /// <returns>
    /// Whether a known user has this name and password; only what the operation reads is compared. True if the contract has no users, or
    /// the operation reads neither.
    /// </returns>
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
        || (body is { } json && JsonPointer.Find(json, place.Pointer) is { ValueKind: JsonValueKind.String } value
            && value.ValueEquals(expected));
}
