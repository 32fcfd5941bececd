using LogoutContracts.Benchmarks.Inputs;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer.Contracts;
using LogoutContracts.MockServer.Journaling;

namespace LogoutContracts.Benchmarks.InProcess;

/// <summary>All that our code does for one request, from the features that Kestrel hands over to the bytes that it takes back.</summary>
internal sealed class WholePaths
{
    private readonly ContractEndpoint rocketchat = new(Plans.Rocketchat, TimeProvider.System, new Journal(0), onRequest: null, CancellationToken.None);
    private readonly ContractEndpoint laravel = new(Plans.Laravel, TimeProvider.System, new Journal(0), onRequest: null, CancellationToken.None);
    private readonly FeaturesOfRequest post = new(Plans.Rocketchat.Find(Plans.Logout, "session-unknown").SeededRequest());
    private readonly FeaturesOfRequest get = new(Plans.Laravel.Live.SeededRequest());
    private readonly FeaturesOfRequest delete;

    public WholePaths()
    {
        // Logged out once, a token is refused for ever.
        var replay = Preconditions.SeededRequests(Plans.Laravel, Plans.Laravel.Find("logout", "replay"));
        foreach (var first in replay.SkipLast(1))
            Done(laravel.AnswerAsync(new FeaturesOfRequest(first).Features));
        delete = new(replay[^1]);
    }

    public void Post() => Done(rocketchat.AnswerAsync(post.Features));

    public void Get() => Done(laravel.AnswerAsync(get.Features));

    public void Delete() => Done(laravel.AnswerAsync(delete.Features));

    private static void Done(ValueTask answering)
    {
        if (!answering.IsCompletedSuccessfully)
            throw new InvalidOperationException("Nothing here waits for anything, and still it is not done.");
    }
}
