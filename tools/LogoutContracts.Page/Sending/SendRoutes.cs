using LogoutContracts.Mocks.Listing;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Admin;
using LogoutContracts.MockServer.Admin.Routes;
using LogoutContracts.MockServer.Contracts;
using LogoutContracts.MockServer.Hosting;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Page.Sending;

/// <summary>
/// Sends requests of contracts to the server's own ports, because a web page cannot set the headers Cookie and Host or present a
/// certificate.
/// </summary>
internal static class SendRoutes
{
    public static IEnumerable<AdminRoute> Of(LogoutMockServer server) =>
    [
        new("POST", $"{AdminRoute.Root}/send", request => SendAsync(server, request)),
        new("POST", $"{AdminRoute.Root}/walk", request => WalkAsync(server, request)),
    ];

    private static async ValueTask<AdminReply> SendAsync(LogoutMockServer server, AdminRequest request)
    {
        var body = AdminFields.OfBody(request);
        var asked = AskedVariant.Read(server, body);
        if (body.Problem() is { } problem)
            return problem;
        var (contract, variant) = asked!.Value;
        contract.Sessions.Restore(variant);
        using var wire = OwnTarget.ClientFor(server, contract.Plan);
        var verdict = await new Verifier(contract.Plan, OwnTarget.Of(server, contract), wire).VerifyAsync(variant, request.Aborted);
        return AdminJson.Reply(json =>
        {
            json.WriteStartObject();
            json.WriteString("outcome", Words.Of(verdict.Outcome));
            json.WriteString("reason", verdict.Reason);
            StepJson.Write(json, verdict.Steps);
            json.WriteEndObject();
        });
    }

    private static async ValueTask<AdminReply> WalkAsync(LogoutMockServer server, AdminRequest request)
    {
        var body = AdminFields.OfBody(request);
        var contract = ContractRoutes.Required(server.State, body);
        var kind = contract is null ? body.OptionalText("kind")
            : body.OptionalWord("kind", contract.Plan.Contract.Sessions.Kinds, $" of session in '{contract.Plan.Contract.Id}'");
        if (body.Problem() is { } problem)
            return problem;
        using var wire = OwnTarget.ClientFor(server, contract!.Plan);
        var (steps, reason) = await WalkThrough.RunAsync(contract.Plan, OwnTarget.Of(server, contract), wire, kind, request.Aborted);
        var outcome = reason.Length > 0 ? Outcome.Inconclusive
            : steps.All(step => step.Holds) ? Outcome.Passed : Outcome.Failed;
        return AdminJson.Reply(json =>
        {
            json.WriteStartObject();
            json.WriteString("outcome", Words.Of(outcome));
            json.WriteString("reason", reason);
            StepJson.Write(json, steps);
            json.WriteStartArray("curl");
            foreach (var line in CurlLines(contract, kind))
                json.WriteStringValue(line);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    /// <summary>Commands that show the same on a seeded session, which is put back into its first state.</summary>
    private static IEnumerable<string> CurlLines(MockedContract contract, string? kind)
    {
        var plan = contract.Plan;
        if (WalkThrough.OnSeededSession(plan, kind) is not var (logout, requests))
            return [];
        contract.Sessions.Restore(logout);
        var options = plan.IsOverTls ? $"-i {CurlFiles.Here.Options(ClientCertificate.OfOwner(plan, logout.Variant.Given.Kind))}" : "-i";
        var address = ReachableAddress.Of(contract.BaseAddress).ToString();
        return requests.Select(request => CurlCommand.Of(request, address, options));
    }
}
