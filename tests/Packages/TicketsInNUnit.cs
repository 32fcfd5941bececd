using LogoutContracts.Sample;
using LogoutContracts.Verification;
using LogoutContracts.Verification.Cases;
using LogoutContracts.Verification.Results;
using NUnit.Framework;

public sealed class TicketsInNUnit
{
    private static readonly ProviderContract Contract = ProviderContract.Read("specs/tickets/openapi.yaml");

    private static IEnumerable<VerificationCase> Cases => Contract.Cases;

    [TestCaseSource(nameof(Cases))]
    public async Task Keeps_its_contract(VerificationCase each)
    {
        await using var service = await TicketService.StartAsync();
        var result = await Contract.VerifyAsync(each, service.Address);
        Assert.That(result.Outcome, Is.EqualTo(Outcome.Passed), ReportText.Of(result));
    }
}
