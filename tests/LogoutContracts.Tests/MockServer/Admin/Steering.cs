using LogoutContracts.AdminClient;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.MockServer.Admin;

public sealed class Steering
{
    private const string Contract = "rocketchat";
    private const string Logout = "logoutMySession";
    private const string Limited = "rate-limited";

    [Test]
    public async Task The_next_two_are_answered_so_and_then_no_more()
    {
        await using var mock = await SteeredMock.StartAsync(Contract);
        await mock.Admin.ForceAsync(Contract, Logout, Limited, Trigger.NextFew(2));
        (await StatusesAsync(mock, 4)).Should().Equal(429, 429, 200, 200);
        var forced = (await mock.Admin.ListForcedAsync()).Single();
        (forced.Seen, forced.Met).Should().Be((4, 2));
    }

    [Test]
    public async Task Every_third_is_answered_so()
    {
        await using var mock = await SteeredMock.StartAsync(Contract);
        await mock.Admin.ForceAsync(Contract, Logout, Limited, Trigger.EveryNth(3));
        (await StatusesAsync(mock, 7)).Should().Equal(200, 200, 429, 200, 200, 429, 200);
    }

    [Test]
    public async Task A_share_is_answered_so_and_the_same_ones_each_time()
    {
        await using var mock = await SteeredMock.StartAsync(Contract);
        await mock.Admin.ForceAsync(Contract, Logout, Limited, Trigger.ShareOf(0.5, seed: 3));
        var first = await StatusesAsync(mock, 40);
        first.Should().Contain(200).And.Contain(429);
        await mock.Admin.ResetAsync();
        await mock.Admin.ForceAsync(Contract, Logout, Limited, Trigger.ShareOf(0.5, seed: 3));
        (await StatusesAsync(mock, 40)).Should().Equal(first);
    }

    [Test]
    public async Task It_lasts_until_it_is_taken_back()
    {
        await using var mock = await SteeredMock.StartAsync(Contract);
        var forced = await mock.Admin.ForceAsync(Contract, Logout, Limited);
        (await StatusesAsync(mock, 5)).Should().OnlyContain(status => status == 429);
        await mock.Admin.TakeBackForcedAsync(forced.Id);
        (await StatusesAsync(mock, 2)).Should().Equal(200, 200);
    }

    [Test]
    public async Task Another_operation_is_not_meant()
    {
        await using var mock = await SteeredMock.StartAsync(Contract);
        await mock.Admin.ForceAsync(Contract, Logout, Limited);
        var plan = Plans.Of(Contract);
        (await mock.SendAsync(Contract, RenderedRequest.Of(plan.Live.Variant.Request, plan.Live.Seeds.ValueOf))).Status.Should().Be(200);
        (await mock.Admin.ListForcedAsync()).Single().Seen.Should().Be(0);
    }

    [Test]
    public async Task Without_an_operation_all_that_have_such_a_variant_are_meant()
    {
        await using var mock = await SteeredMock.StartAsync("laravel");
        var plan = Plans.Of("laravel");
        var limited = plan.Variants.Where(variant => variant.Name is Limited).Select(variant => variant.Operation).ToList();
        limited.Should().HaveCountGreaterThan(1);
        var forced = await mock.Admin.ForceAsync("laravel", null, Limited);
        forced.Operation.Should().BeNull();
        foreach (var operation in plan.Contract.Operations)
        {
            var example = plan.Variants.First(variant => variant is { IsDefault: true, IsServed: true }
                && string.Equals(variant.Operation, operation.Id, StringComparison.Ordinal)
                && string.Equals(variant.Variant.Request.Method, operation.Method, StringComparison.Ordinal));
            var status = (await mock.SendAsync("laravel", example.SeededRequest())).Status;
            (status == 429).Should().Be(limited.Contains(operation.Id, StringComparer.Ordinal), "{0} answers {1}", operation.Id, status);
        }
    }

    [Test]
    public async Task A_variant_for_methods_that_the_path_does_not_have_answers_those()
    {
        await using var mock = await SteeredMock.StartAsync("laravel");
        await mock.Admin.ForceAsync("laravel", "logout", "wrong-method-post");
        (await mock.SendAsync("laravel", new("PUT", "/api/v1/logout", [], null))).Status.Should().Be(405);
        (await mock.Admin.ListForcedAsync()).Single().Met.Should().Be(1);
        var page = await mock.Admin.ListJournalAsync(new JournalFilter("laravel"));
        page.Entries.Single().Variant.Should().Be("wrong-method-post");
    }

    [Test]
    public async Task Where_its_rule_fits_it_does_to_sessions_what_it_says()
    {
        await using var mock = await SteeredMock.StartAsync(Contract);
        var plan = Plans.Of(Contract);
        var ending = plan.Variants.First(variant => variant.IsDefault && variant.Variant.Ends(Role.Caller) && variant.Operation is Logout);
        await mock.Admin.ForceAsync(Contract, Logout, ending.Name);
        var reply = await mock.SendAsync(Contract, ending.SeededRequest());
        reply.Status.Should().Be(ending.Answer!.Status);
        (await ProbeAsync(mock, ending)).Should().Be(401, "the session has ended");
    }

    [Test]
    public async Task Where_its_rule_does_not_fit_it_is_only_shown()
    {
        await using var mock = await SteeredMock.StartAsync(Contract);
        var plan = Plans.Of(Contract);
        var ending = plan.Variants.First(variant => variant.IsDefault && variant.Variant.Ends(Role.Caller) && variant.Operation is Logout);
        await mock.Admin.ForceAsync(Contract, Logout, "session-unknown");
        var reply = await mock.SendAsync(Contract, ending.SeededRequest());
        reply.Status.Should().Be(plan.Find(Logout, "session-unknown").Answer!.Status);
        (await ProbeAsync(mock, ending)).Should().Be(200, "only the answer was forced, not its effect");
        var entry = (await mock.Admin.ListJournalAsync()).Entries[0];
        (entry.Variant, entry.Caller.Before, entry.Caller.After).Should().Be(("session-unknown", "active", "active"));
    }

    private static async Task<int> ProbeAsync(SteeredMock mock, PlannedVariant of)
    {
        var plan = Plans.Of(Contract);
        return (await mock.SendAsync(Contract, RenderedRequest.Of(plan.Live.Variant.Request, of.Seeds.ValueOf))).Status;
    }

    /// <summary>The statuses of logouts, each of a new session.</summary>
    private static async Task<List<int>> StatusesAsync(SteeredMock mock, int count)
    {
        var plan = Plans.Of(Contract);
        var ending = plan.Variants.First(variant => variant.IsDefault && variant.Variant.Ends(Role.Caller) && variant.Operation is Logout);
        var statuses = new List<int>();
        for (var i = 0; i < count; i++)
        {
            var session = (await mock.Admin.OpenSessionAsync(Contract)).Values;
            statuses.Add((await mock.SendAsync(Contract, RenderedRequest.Of(ending.Variant.Request, hole => session[hole.Name]))).Status);
        }

        return statuses;
    }
}
