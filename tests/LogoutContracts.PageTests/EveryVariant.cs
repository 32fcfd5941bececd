using System.Net.Http.Json;
using System.Text.Json;
using LogoutContracts.MockServer;
using LogoutContracts.Page;

namespace LogoutContracts.PageTests;

/// <summary>The page's button for a variant gets the stated answer, again and again, for every variant that is served.</summary>
public sealed class EveryVariant
{
    [TestCaseSource(typeof(BuiltInPlans), nameof(BuiltInPlans.Ids))]
    public async Task Gets_the_stated_answer(string id)
    {
        var plan = BuiltInPlans.Of(id);
        await using var server = await LogoutMockServer.StartAsync(
            [plan], new MockServerOptions { PortOf = _ => 0, AdminPort = 0 }.WithPage("0.0.0"));
        using var client = new HttpClient { BaseAddress = server.AdminAddress };

        var wrong = new List<string>();
        foreach (var variant in plan.Variants)
        {
            for (var time = 1; time <= 2; time++)
            {
                using var reply = await client.PostAsJsonAsync(
                    "/__admin/send", new { contract = id, operation = variant.Operation, variant = variant.Name });
                var sent = await reply.Content.ReadFromJsonAsync<JsonElement>();
                var (outcome, reason) = (sent.GetProperty("outcome").GetString(), sent.GetProperty("reason").GetString()!);
                if (outcome is not "passed" && !(outcome is "inconclusive" && reason.Contains("TLS", StringComparison.Ordinal)))
                    wrong.Add($"{variant.Operation} {variant.Name}, {time}: {outcome} {reason}");
            }
        }

        wrong.Should().BeEmpty();
    }
}
