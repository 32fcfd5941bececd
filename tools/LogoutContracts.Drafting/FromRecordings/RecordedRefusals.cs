using System.Text.Json.Nodes;
using LogoutContracts.Drafting.Recording;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Drafting.FromRecordings;

/// <summary>Writes the variants for requests without a live session, or with an unreadable body.</summary>
internal sealed class RecordedRefusals(CallRecording recording)
{
    private readonly List<string> questions = [];

    /// <summary>What the recording does not show.</summary>
    public IReadOnlyList<string> Questions => questions;

    /// <summary>Every server that reads JSON has an answer to a text that is not JSON.</summary>
    public static void AddMalformed(RecordedAnswers answers, Exchange request, JsonObject? rule)
    {
        if (!MediaType.IsJson(request.RequestType))
            return;
        rule ??= [];
        rule["match"] = new JsonObject { ["body"] = "malformed" };
        rule["send"] = new JsonObject { ["raw"] = "{" };
        answers.AddAssumed("malformed-json", "A body that is not JSON is refused.", rule, 400, "not recorded");
    }

    /// <param name="all">The recorded calls of the operation.</param>
    /// <param name="live">The one with a live session.</param>
    /// <param name="name">The name of the first variant.</param>
    public void AddDead(RecordedAnswers answers, List<StatedExchange> all, Exchange live, string name, bool isLogout)
    {
        string[] states = recording.Login.Credentials.Count(credential => credential.Carrier is not null) > 1
            ? ["ended", "unknown", "absent", "partial"] : ["ended", "unknown", "absent"];
        var recorded = states.Select(state => all.Find(each => string.Equals(each.Caller, state, StringComparison.Ordinal))?.Exchange)
            .Zip(states).Where(each => each.First is not null && (isLogout || !each.First.HasSameAnswer(live))).ToList();
        foreach (var group in recorded.GroupBy(each => (each.First!.Status, each.First.ResponseBody)))
        {
            var which = group.Select(each => each.Second).ToList();
            var outcome = group.Key.Status < 400 ? "there is nothing to end" : "the request is refused";
            answers.Add(
                string.Equals(which[0], recorded[0].Second, StringComparison.Ordinal) ? name : $"{name}-{which[0]}",
                $"With {Listed(which)}, {outcome}.", RuleOf(which), group.First().First!, null, isShape: false);
        }

        var rest = states.Except(recorded.Select(each => each.Second), StringComparer.Ordinal).ToList();
        if (rest.Count == 0)
            return;
        if (recorded.Count > 0)
        {
            answers.Add(
                $"{name}-otherwise", $"With {Listed(rest)}, the answer is the same.", RuleOf(rest), recorded[0].First!, null,
                    isShape: false,
                assumption: "not recorded");
            return;
        }

        answers.AddAssumed(name, "Without a live session, the request is refused.", RuleOf(rest), 401, "not recorded");
        questions.Add(isLogout
            ? "How does the logout answer without a live session? The recording does not say; repeat the logout after it."
            : $"How does {live.Method} {live.Path} answer after the logout? The recording does not show it refused; repeat it after the " +
                "logout.");
    }

    private static string Listed(List<string> states) => string.Join(" or ", states.Select(state => state switch
    {
        "ended" => "an ended session",
        "unknown" => "an unknown session",
        "partial" => "a part of the credentials",
        _ => "no credential",
    }));

    private static JsonObject RuleOf(List<string> states) => new()
    {
        ["given"] = new JsonObject { ["caller"] = states[0] },
        ["match"] = new JsonObject { ["caller"] = new JsonArray([.. states.Select(JsonNode (state) => state)]) },
    };
}
