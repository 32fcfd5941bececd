using LogoutContracts.Verification;
using LogoutContracts.Verification.Cases;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Sample;

/// <summary>All the code that a team needs: one test case for each variant, call sequence and constraint of the contract.</summary>
public sealed class TicketsKeepTheirContract
{
    private static readonly ProviderContract Contract = ProviderContract.Read("specs/tickets/openapi.yaml");
    private TicketService service = null!;

    [OneTimeSetUp]
    public async Task Start() => service = await TicketService.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await service.DisposeAsync();

    private static IEnumerable<VerificationCase> Cases => Contract.Cases;

    [TestCaseSource(nameof(Cases))]
    public async Task Holds(VerificationCase each)
    {
        var result = await Contract.VerifyAsync(each, service.Address);
        Assert.That(result.Outcome, Is.EqualTo(Outcome.Passed), ReportText.Of(result));
    }
}
