using LogoutContracts.MockServer.Http;
using LogoutContracts.MockServer.Tls;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer.Flaws.Tokens;

/// <summary>A provider that does not check a session's binding to a client certificate.</summary>
internal static class UncheckedCertificate
{
    public static IReadOnlyList<Flaw> Flaws { get; } =
    [
        Flaw.Of(
            "certificate-unchecked",
            "T11",
            "symphony",
            "Over TLS, a token works with any client certificate.",
            static (call, answer) =>
            {
                if (call.Plan.IsOverTls && call.CallerWasActive
                    && call.Features.GetRequiredFeature<Listener>() is { Client: not null } listener)
                    call.Features.Set(listener with { Client = new ClientIdentity(HasCertificate: true, call.Caller!.CommonName) });
                return answer();
            },
            static plan => plan.Contract.Sessions.Users.Any),
    ];
}
