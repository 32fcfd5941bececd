using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using LogoutContracts.Cli.Diff;
using LogoutContracts.Diffing.Changes;
using LogoutContracts.Mocks;
using LogoutContracts.Mocks.Matching;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using Microsoft.FSharp.Core;

namespace LogoutContracts.Tests.Diffing;

/// <summary>
/// Random edits of the built-in contracts. <c>LOGOUT_CONTRACTS_EDITS=5000</c> tries more of them, and
/// <c>LOGOUT_CONTRACTS_SEED</c> others.
/// </summary>
public sealed class RandomEdits
{
    private const ulong Seed = 20261129UL;

    private const int MostReplayed = 10;

    // Of contracts with few rules, so that the test is quick; the larger run takes all.
    private static readonly string[] Quick = ["edin", "laravel", "symphony"];

    private static int Count =>
        int.Parse(Environment.GetEnvironmentVariable("LOGOUT_CONTRACTS_EDITS") ?? "60", CultureInfo.InvariantCulture);

    [Test]
    public void Whatever_is_answered_differently_belongs_to_a_change_and_edits_without_effect_are_none()
    {
        var contracts = SpecCatalog.BuiltIn.Where(contract => Count > 1_000 || Quick.Contains(contract.Id, StringComparer.Ordinal))
            .ToArray();
        var seed = Environment.GetEnvironmentVariable("LOGOUT_CONTRACTS_SEED") is { } text
            ? ulong.Parse(text, CultureInfo.InvariantCulture) : Seed;
        var config = Config.QuickThrowOnFailure.WithMaxTest(Count).WithReplay(FSharpOption<Replay>.Some(new(new(seed), null)));
        var tried = 0;
        Prop.ForAll(
            Arb.From(Gen.Elements(contracts.Select(contract => contract.Id).ToArray())), Arb.From(EditGen.Edits),
            (id, edits) =>
            {
                var contract = contracts.First(known => known.Id.Equals(id, StringComparison.Ordinal));
                if (Edited(contract, edits) is not { } edited)
                    return;
                tried++;
                Check(contract, edited, edits.All(edit => edit.IsSilent), isReplayed: tried <= MostReplayed || Count > 1_000);
            }).Check(config);
        tried.Should().BeGreaterThan(Count / 3, "most edits must give contracts that can be planned");
    }

    /// <returns>Null if the edits give no contract that a mock can serve.</returns>
    private static Contract? Edited(Contract contract, ContractEdit[] edits)
    {
        try
        {
            var edited = edits.Aggregate(contract, (current, edit) => edit.Apply(current));
            return MockPlanner.Plan(edited).Value is null
                || edited.Releases.Known.Any(release => MockPlanner.Plan(edited, release).Value is null)
                ? null : edited;
        }
        catch (InvalidOperationException)
        {
            // A placeholder for a session that the edited rule does not have, which the reader of specs refuses.
            return null;
        }
    }

    private static void Check(Contract old, Contract @new, bool isSilent, bool isReplayed)
    {
        var difference = DiffedSpecs.Compare(old, @new);
        difference.Undecided.Should().BeEmpty();
        if (isSilent)
            difference.Changes.Should().BeEmpty();
        foreach (var release in old.Releases.Each)
        {
            var (before, after) = (MockPlanner.Plan(old, release).Require(), MockPlanner.Plan(@new, release).Require());
            foreach (var request in RequestsOf(before).Concat(RequestsOf(after)))
                CheckRequest(request, before, after, difference);
        }

        foreach (var change in difference.Changes.Where(change => change.Witness is { Obstacle.Length: 0 }))
            CheckWitness(change);
        if (isReplayed)
            Replay(difference);
    }

    private static IEnumerable<TriedRequest> RequestsOf(MockPlan plan) => plan.Variants.Where(variant => variant.IsDefault)
        .Select(variant => new TriedRequest(
            RenderedRequest.Of(variant.Variant.Request, variant.Seeds.ValueOf), KnownSession.Of(variant).ToValueList()))
        .Concat(NegativeRequests.Of(plan))
        .SelectMany(request =>
            (TriedRequest[])[request, request with { Sessions = [] }, request with { Sessions = AllIn(request, SessionState.Ended) }]);

    private static ValueList<KnownSession> AllIn(TriedRequest request, SessionState state) =>
        request.Sessions.Select(session => session with { State = state }).ToValueList();

    private static void CheckRequest(TriedRequest request, MockPlan before, MockPlan after, ContractDifference difference)
    {
        var (old, @new) = (Answer(before, request), Answer(after, request));
        if (string.Equals(old?.Text, @new?.Text, StringComparison.Ordinal))
            return;
        var place = (old ?? @new)!.Resolution;
        var method = place.Operation?.Operation.Method ?? "other";
        difference.Changes.Should().Contain(
            change => change.Path.Length == 0
                || (change.Path.Equals(place.Path.Template.Text, StringComparison.Ordinal)
                    && change.Method.Equals(method, StringComparison.Ordinal)),
            "{0} {1} is answered {2} and {3}", request.Request.Method, request.Request.Target, old?.Text, @new?.Text);
    }


    private static Seen? Answer(MockPlan plan, TriedRequest request)
    {
        if (new VariantResolver(plan).Explain(request.Request, request.Sessions) is not { Variant: { } variant } resolution)
            return null;
        var isHeaderVolatile = variant.Variant.Volatile.OfType<VolatilePart.Header>().Any();
        var headers = isHeaderVolatile ? [] : variant.Answer?.Headers.Where(header => !header.IsAbsent)
            .Select(header => $"{header.Name}: {header.Values}") ?? [];
        var body = variant.Variant.Volatile.OfType<VolatilePart.Body>().Any() ? "" : variant.Answer?.Body?.Text.Text;
        var ends = string.Join(", ",
            variant.Variant.Then.Where(then => then.State == SessionState.Ended && IsThere(then.Role, resolution.Facts)));
        return new($"{variant.Answer?.Status} {string.Join("; ", headers.Order(StringComparer.Ordinal))} {body} {ends}", resolution);
    }

    private static bool IsThere(Role role, RequestFacts facts) => role switch
    {
        Role.Caller => facts.Caller == CallerStates.Active,
        Role.Target => (facts.Target & (TargetStates.OwnActive | TargetStates.Foreign)) != 0,
        _ => false,
    };

    /// <summary>Both versions answer the request of a change as it says, and two mocks answer it differently.</summary>
    private static void CheckWitness(ContractChange change)
    {
        var witness = change.Witness!;
        Resolved(witness.Old).Should().Contain(witness.Old.Variant.Name, "{0} has a request for it", change.Id);
        Resolved(witness.New).Should().Contain(witness.New.Variant.Name, "{0} has a request for it", change.Id);

        // Requests that are sent first end sessions or renew them: one each.
        static IEnumerable<string?> Resolved(WitnessCall call) => !call.Variant.IsDefault ? [call.Variant.Name]
            : new[] { SessionState.Ended, SessionState.Superseded }.Select(reached => new VariantResolver(call.Plan).Explain(
                call.Request, [.. call.Sessions.Select(session => Known(call, session, reached))])?.Variant?.Name);

        static KnownSession Known(WitnessCall call, SeededSession session, SessionState reached)
        {
            var model = call.Plan.Contract.Sessions;
            var isReached = session.Values.Where(value => !model.IsShared(model.IndexOf(value.Name))).Any(value =>
                call.Before.Any(request => request.ToString().Contains(Uri.EscapeDataString(value.Value), StringComparison.Ordinal)
                    || request.ToString().Contains(value.Value, StringComparison.Ordinal)));
            var state = session.State == SeedState.Expired ? SessionState.Expired : isReached ? reached : SessionState.Active;
            return new(session.User, session.Kind, state, session.Values);
        }
    }

    private static void Replay(ContractDifference difference)
    {
        var replayed = WitnessReplay.RunAsync(difference.Changes).GetAwaiter().GetResult();
        replayed.Where(change => change.Witness is { Obstacle.Length: 0, IsConfirmed: not true })
            .Select(change => $"{change.Rule} {change.Method} {change.Path} [{change.Requests}]: {change.Witness!.Replayed}")
            .Should().BeEmpty();
    }

    private sealed record Seen(string Text, Resolution Resolution);
}
