using System.Text.RegularExpressions;
using LogoutContracts.Testing;
using LogoutContracts.Verification;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Sample;

/// <summary>
/// Each planted bug fails the cases that are about it, and no others. The snapshots show the messages, which need no knowledge of this
/// library.
/// </summary>
public sealed partial class PlantedBugs
{
    private static readonly ProviderContract Contract = ProviderContract.Read("specs/tickets/openapi.yaml");

    [TestCase(Bug.None)]
    [TestCase(Bug.LogoutKeepsTheSession, "logout.dead-token", "logout.session-ended",
        "logout.negative.example-keeps", "listTickets.dead-token")]
    [TestCase(Bug.LogoutEndsAllSessions, "logout.session-ended", "logout.wrong-method")]
    [TestCase(Bug.LogoutComesLate, "logout.dead-token", "logout.session-ended", "logout.negative.example-keeps", "listTickets.dead-token")]
    [TestCase(Bug.LogoutNeedsNoToken, "logout.no-token", "logout.malformed-token",
        "logout.negative.token-absent-breaks", "logout.negative.token-empty-breaks")]
    [TestCase(Bug.AnyMethodEndsTheSession, "logout.wrong-method", "logout.negative.method-breaks")]
    [TestCase(Bug.ShortTokensCrash, "logout.negative.token-malformed-breaks")]
    [TestCase(Bug.BadJsonShowsTheStack, "login.negative.body-required-breaks", "login.negative.body-json-breaks")]
    [TestCase(Bug.LoginTakesAnyProperty, "login.negative.body-additionalProperties-breaks")]
    [TestCase(Bug.LimitHasNoEnd, "listTickets.negative.limit-maximum-breaks")]
    public async Task Fails_on_just_the_cases_that_are_about_it(Bug bug, params string[] expected)
    {
        await using var service = await TicketService.StartAsync(bug);
        var results = new List<ReportCase>();
        foreach (var each in Contract.Cases)
            results.Add(await Contract.VerifyAsync(each, service.Address));
        var text = string.Join('\n', results.Where(each => each.Outcome != Outcome.Passed).Select(each => ReportText.Of(each)));
        await Snapshot.Verify(Varying().Replace(text, "(varies)"), $"PlantedBugs.{bug}");
        results.Where(each => each.Outcome == Outcome.Failed).Select(each => each.Id).Should().BeEquivalentTo(expected);
    }

    [GeneratedRegex("(?<=Date: ).*|(?<=sha256:)[0-9a-f]{8}", RegexOptions.CultureInvariant)]
    private static partial Regex Varying();
}
