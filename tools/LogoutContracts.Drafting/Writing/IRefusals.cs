using System.Text.Json.Nodes;
using LogoutContracts.Drafting.Reading;

namespace LogoutContracts.Drafting.Writing;

/// <summary>Writes the variants that refuse requests.</summary>
internal interface IRefusals
{
    /// <summary>The variants of an operation that anyone can call; null drops one.</summary>
    JsonObject OfOpenOperation();

    /// <summary>The variants of the login that come before the others.</summary>
    JsonObject OfLogin(ApiOperation login);

    /// <summary>The variants of the probe that come before the others.</summary>
    JsonObject OfProbe(ApiOperation probe);

    /// <summary>The variants of the logout that come before the others.</summary>
    JsonObject OfLogout(ApiOperation logout);

    /// <summary>Adds what the contract has to say about sessions, after all operations are written.</summary>
    void AddTo(JsonObject session);
}
