using LogoutContracts.Verification;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Tests.Verification;

/// <summary>In code as on the command line, a name that a contract does not have is an error, not ignored.</summary>
public sealed class AccountNames
{
    private readonly ProviderContract contract = ProviderContract.BuiltIn("rocketchat");

    [Test]
    public async Task An_unknown_login_input_is_named() => (await RefusedAsync(new() { Own = [new("user", "jane"), new("pasword", "x")] }))
        .Should().StartWith("'rocketchat' has no input of a login named 'pasword'; expected one of: password, user.");

    [Test]
    public async Task An_unknown_credential_is_named() => (await RefusedAsync(new() { Session = [new("userId", "a"), new("token", "b")] }))
        .Should().StartWith("'rocketchat' has no credential or id named 'token'; expected one of: userId, authToken, sessionId.");

    private async Task<string> RefusedAsync(Accounts accounts)
    {
        var verifying = contract.Awaiting(each => each.VerifyAsync(each.Cases[0], new("http://127.0.0.1:9/"), accounts));
        return (await verifying.Should().ThrowAsync<ArgumentException>()).Which.Message;
    }
}
