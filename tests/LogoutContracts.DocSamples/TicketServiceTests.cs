using LogoutContracts.Verification;
using LogoutContracts.Verification.Cases;
using LogoutContracts.Verification.Results;
using NUnit.Framework;

public sealed class TicketServiceTests
{
    private static Uri Service => new(Environment.GetEnvironmentVariable("TICKET_SERVICE") ?? "http://127.0.0.1:9190");
    private static readonly ProviderContract Contract = ProviderContract.Read("specs/tickets/openapi.yaml");

    private static IEnumerable<VerificationCase> Cases => Contract.Cases;

    [TestCaseSource(nameof(Cases))]
    public async Task Keeps_its_contract(VerificationCase each)
    {
        var result = await Contract.VerifyAsync(each, Service);
        Assert.That(result.Outcome, Is.EqualTo(Outcome.Passed), ReportText.Of(result));
    }
}
