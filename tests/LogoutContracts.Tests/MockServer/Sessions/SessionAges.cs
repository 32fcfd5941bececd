using System.Text.Json;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.MockServer.Sessions;

/// <summary>How old sessions and their values are, and what the journal has of them.</summary>
public sealed class SessionAges
{
    [Test]
    public async Task Age_counts_from_the_opening_and_idle_time_from_the_last_use()
    {
        await using var mock = await SteeredMock.StartAsync("laravel");
        var token = (await mock.Admin.OpenSessionAsync("laravel", "zoe")).Values["token"];
        await mock.Admin.AdvanceClockAsync(TimeSpan.FromMinutes(60));
        await mock.SendAsync("laravel", new(
            "GET", "/api/v1/customers", [new("Accept", "application/json"), new("Authorization", $"Bearer {token}")], null));
        await mock.Admin.AdvanceClockAsync(TimeSpan.FromSeconds(90));

        var zoe = (await ListAsync(mock, "?user=zoe")).Single();
        (Minutes(zoe, "age"), Minutes(zoe, "idle")).Should().Be((61, 1));
        var seeds = await ListAsync(mock, "?limit=2");
        seeds.Should().OnlyContain(session => Minutes(session, "age") == 61);

        await mock.Admin.ResetAsync();
        (await ListAsync(mock, "?limit=2")).Should().OnlyContain(session => Minutes(session, "age") == 0);
    }

    [Test]
    public async Task Each_value_of_a_token_family_has_an_age_and_a_state()
    {
        await using var mock = await SteeredMock.StartAsync("oauth2");
        var sessions = mock.Server["oauth2"].Sessions;
        var first = sessions.Open("zoe");
        await mock.Admin.AdvanceClockAsync(TimeSpan.FromMinutes(10));
        var second = sessions.Renew(first["accessToken"])!;

        var zoe = (await ListAsync(mock, "?user=zoe")).Single();

        Minutes(zoe, "age").Should().Be(10);
        zoe.GetProperty("values").EnumerateArray().Select(value =>
                $"{value.GetProperty("name")} {value.GetProperty("credential")} {value.GetProperty("state")} {Minutes(value, "age")}")
            .Should().Equal(
                $"accessToken {Hash(first["accessToken"])} active 10", $"refreshToken {Hash(first["refreshToken"])} superseded 10",
                $"accessToken {Hash(second["accessToken"])} active 0", $"refreshToken {Hash(second["refreshToken"])} active 0");
        sessions.ValuesOf(second["refreshToken"]).Should().BeEquivalentTo(second);
        sessions.ValuesOf("unknown").Should().BeNull();
    }

    [Test]
    public async Task The_requests_of_a_session_are_those_of_all_its_values_and_its_login()
    {
        await using var mock = await SteeredMock.StartAsync("oauth2");
        var plan = Plans.Of("oauth2");
        await mock.SendAsync("oauth2", plan.Find("token", "logged-in").SeededRequest());
        await mock.SendAsync("oauth2", plan.Find("token", "refreshed").SeededRequest());
        await mock.SendAsync("oauth2", plan.Find("getUser", "live").SeededRequest());
        var entries = mock.Server.Journal.Entries;
        entries.Select(entry => (entry.Caller is null, entry.Opened is null)).Should().Equal((true, false), (false, false), (false, true));

        var older = await mock.Admin.ListJournalAsync(new() { Session = entries[1].Caller });
        var newer = await mock.Admin.ListJournalAsync(new() { Session = entries[1].Opened });
        var opened = await mock.Admin.ListJournalAsync(new() { Session = entries[0].Opened });

        older.Entries.Select(entry => entry.Number).Should().Equal(2);
        newer.Entries.Select(entry => entry.Number).Should().Equal(2);
        opened.Entries.Single().Opened.Should().Be(entries[0].Opened);
    }

    private static async Task<List<JsonElement>> ListAsync(SteeredMock mock, string query) =>
        [.. JsonElement.Parse(await mock.Raw.GetStringAsync($"/__admin/sessions{query}")).GetProperty("sessions").EnumerateArray()];

    private static int Minutes(JsonElement owner, string name) =>
        (int)System.Xml.XmlConvert.ToTimeSpan(owner.GetProperty(name).GetString()!).TotalMinutes;

    private static string Hash(string credential) => Redactor.Hash(credential);
}
