using LogoutContracts.Benchmarks.Inputs;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer.Clock;
using LogoutContracts.MockServer.Contracts;
using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.MockServer.Telemetry;

namespace LogoutContracts.Benchmarks.InProcess;

/// <summary>All that our code does for one request, from Kestrel's features to the bytes of the response.</summary>
internal sealed class WholePaths
{
    private readonly ContractEndpoint rocketchat = EndpointOf(Plans.Rocketchat.WithoutRateLimits());
    private readonly ContractEndpoint laravel = EndpointOf(Plans.Laravel.WithoutRateLimits());
    private readonly ContractEndpoint counting = EndpointOf(Plans.Laravel);
    private readonly ContractEndpoint measured = EndpointOf(Plans.Laravel.WithoutRateLimits(), isMeasured: true);
    private readonly FeaturesOfRequest post = new(Plans.Rocketchat.Find(Plans.Logout, "session-unknown").SeededRequest());
    private readonly FeaturesOfRequest get = new(Plans.Laravel.Live.SeededRequest());
    private readonly ContractEndpoint oauth = EndpointOf(Plans.OAuth("reference"));
    private readonly ContractEndpoint oauthWithJwt = EndpointOf(Plans.OAuth("jwt"));
    private readonly FeaturesOfRequest form = IntrospectionOf("reference");
    private readonly FeaturesOfRequest jwtForm = IntrospectionOf("jwt");
    private readonly FeaturesOfRequest delete;

    public WholePaths()
    {
        // A token that has been logged out is always refused.
        var replay = Preconditions.SeededRequests(Plans.Laravel, Plans.Laravel.Find("logout", "replay"));
        foreach (var first in replay.SkipLast(1))
            Done(laravel.ServeAsync(new FeaturesOfRequest(first).Features));
        delete = new(replay[^1]);
    }

    public void Post() => Done(rocketchat.ServeAsync(post.Features));

    public void Get() => Done(laravel.ServeAsync(get.Features));

    /// <summary>The same as <see cref="Get"/>, with a rate limit. Nearly all calls exceed it.</summary>
    public void CountedGet() => Done(counting.ServeAsync(get.Features));

    /// <summary>The same as <see cref="Get"/>, with metrics.</summary>
    public void MeasuredGet() => Done(measured.ServeAsync(get.Features));

    public void Delete() => Done(laravel.ServeAsync(delete.Features));

    /// <summary>A token in a form.</summary>
    public void Form() => Done(oauth.ServeAsync(form.Features));

    /// <summary>A JSON Web Token in a form.</summary>
    public void JwtForm() => Done(oauthWithJwt.ServeAsync(jwtForm.Features));

    private static FeaturesOfRequest IntrospectionOf(string release) => new(Workload.Introspection(release).Requests[^1]);

    private static ContractEndpoint EndpointOf(MockPlan plan, bool isMeasured = false)
    {
        var clock = new AdjustableClock(TimeProvider.System);
        return new(
            ContractState.First(plan, clock), clock, new Journal(0), onRequest: null,
            new ServerTelemetry(isMeasured).Of(plan.Contract.Id), state: null, CancellationToken.None);
    }

    private static void Done(ValueTask answering)
    {
        if (!answering.IsCompletedSuccessfully)
            throw new InvalidOperationException("The request did not complete synchronously.");
    }
}
