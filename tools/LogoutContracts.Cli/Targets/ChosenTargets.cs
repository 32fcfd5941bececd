using LogoutContracts.AdminClient;
using LogoutContracts.Cli.Context;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Flaws;
using LogoutContracts.MockServer.Tls;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Cli.Targets;

/// <summary>The targets that the command line chooses.</summary>
/// <param name="Contracts">Contract ids; empty: all.</param>
/// <param name="Places">Base URLs by contract; empty if mocks are started or the admin port is asked.</param>
/// <param name="Replicas">Base URLs of further replicas, by contract.</param>
internal sealed record ChosenTargets(
    CommandContext Context, TargetKind Kind, string[] Contracts, IReadOnlyDictionary<string, Uri> Places, ILookup<string, Uri> Replicas,
    Uri? Admin)
{
    /// <summary>Targets on other machines.</summary>
    public IEnumerable<KeyValuePair<string, Uri>> Remote => Places
        .Concat(Replicas.SelectMany(all => all, (all, replica) => KeyValuePair.Create(all.Key, replica)))
        .Where(place => !NamedTarget.IsLoopback(place.Value));

    /// <summary>Whether mocks are started for the run.</summary>
    public bool StartsMocks => Admin is null && Places.Count == 0;

    /// <summary>Starts mocks, or gets the base URLs from the admin port of a running mock and resets it.</summary>
    /// <param name="flaws">Deliberate flaws of the started mocks. If one is of replicas, two mocks share their sessions.</param>
    /// <param name="isSecured">Whether to start mocks with TLS if their contracts have variants with client certificates.</param>
    /// <exception cref="UserErrorException">The admin port does not answer, or does not serve a contract.</exception>
    public async Task<ReachedTargets> ReachAsync(IReadOnlyList<MockPlan> plans, IReadOnlyList<Flaw>? flaws = null, bool isSecured = false)
    {
        if (StartsMocks)
            return new(Kind, await Task.WhenAll(plans.Select(StartAsync)));
        if (Admin is null)
            return new(Kind, Places, Replicas, null);
        var client = new MockAdminClient(Admin, Context.Variable(EnvironmentVariables.AdminToken) is { Length: > 0 } token ? token : null);
        try
        {
            var served = (await client.ListContractsAsync())
                .ToDictionary(contract => contract.Id, contract => contract.BaseUrl, StringComparer.Ordinal);
            var places = Places.Count > 0 ? Places : served;
            if (plans.FirstOrDefault(plan => !places.ContainsKey(plan.Contract.Id)) is { } missing)
                throw TargetErrors.NotServedThere(missing.Contract.Id, Admin, served.Keys);
            await client.ResetAsync();
            return new(Kind, places, Replicas, client);
        }
        catch (Exception e) when (e is HttpRequestException or AdminException or TaskCanceledException)
        {
            client.Dispose();
            throw TargetErrors.NoAdmin(Admin, e);
        }
        catch (UserErrorException)
        {
            client.Dispose();
            throw;
        }

        async Task<StartedMock> StartAsync(MockPlan plan)
        {
            var mock = await LogoutMockServer.StartAsync([plan], new()
            {
                PortOf = _ => 0,
                AdminPort = null,
                Flaws = flaws ?? [],
                Tls = isSecured && NeedsTls(plan) ? ServerTls.InMemory() : null,
            });
            return new(mock, flaws?.Any(flaw => flaw.IsOfReplicas) is true ? await mock.StartReplicaAsync() : null, flaws ?? []);
        }
    }

    private static bool NeedsTls(MockPlan plan) => plan.Variants.Any(variant => (variant.Variant.Needs & Needs.Tls) != 0);
}

/// <summary>Targets that are ready for requests.</summary>
internal sealed class ReachedTargets : IAsyncDisposable
{
    private readonly IReadOnlyDictionary<string, Uri> places;
    private readonly ILookup<string, Uri>? replicas;
    private readonly Dictionary<string, StartedMock> mocks = new(StringComparer.Ordinal);
    private readonly MockAdminClient? admin;

    public ReachedTargets(
        TargetKind kind, IReadOnlyDictionary<string, Uri> places, ILookup<string, Uri>? replicas, MockAdminClient? admin)
    {
        Kind = kind;
        this.places = places;
        this.replicas = replicas;
        this.admin = admin;
    }

    public ReachedTargets(TargetKind kind, IEnumerable<StartedMock> started)
        : this(kind, new Dictionary<string, Uri>(StringComparer.Ordinal), null, null)
    {
        foreach (var mock in started)
            mocks.Add(mock.Contract, mock);
    }

    public TargetKind Kind { get; }

    /// <summary>Whether the targets are independent, so that they can be verified in parallel.</summary>
    public bool AreSeparate => mocks.Count > 0;

    public Target Of(MockPlan plan)
    {
        if (mocks.TryGetValue(plan.Contract.Id, out var mock))
            return new Target(mock.Server.BaseAddress, Kind).WithClock(mock.Server.Clock.Advance);
        return new(places[plan.Contract.Id], Kind, admin is null ? null : admin.AdvanceClockAsync);
    }

    /// <summary>The base URLs of the target's further replicas.</summary>
    public IReadOnlyList<Uri> ReplicasOf(MockPlan plan) => mocks.TryGetValue(plan.Contract.Id, out var mock)
        ? mock.Replica is { } replica ? [replica.BaseAddress] : []
        : [.. replicas?[plan.Contract.Id] ?? []];

    /// <summary>Restarts the mocks that share sessions; null for all other targets.</summary>
    public Func<CancellationToken, Task<string?>>? Restart(MockPlan plan) =>
        mocks.TryGetValue(plan.Contract.Id, out var mock) && mock.Replica is not null ? mock.RestartAsync : null;

    /// <summary>The TLS settings of a started mock; null if it does not use TLS, and for all other targets.</summary>
    public TargetTls? TlsOf(MockPlan plan)
    {
        if (!mocks.TryGetValue(plan.Contract.Id, out var mock)
            || !mock.Server.BaseAddress.Scheme.Equals("https", StringComparison.Ordinal))
            return null;
        var authority = mock.Server.Certificates;
        return new(
            plan, [authority.Certificate],
            client => client.IsExpired ? authority.ExpiredClientFor(client.CommonName) : authority.ClientFor(client.CommonName));
    }

    /// <summary>Opens sessions of another user without a login; null if the target cannot do this.</summary>
    public Func<string?, CancellationToken, Task<IReadOnlyDictionary<string, string>>>? OpenForeign(MockPlan plan)
    {
        const string User = "somebody-else";
        if (mocks.TryGetValue(plan.Contract.Id, out var mock))
            return (kind, _) => Task.FromResult(mock.Server.Sessions.Open(User, kind));
        if (admin is null)
            return null;
        return async (kind, cancellation) => (await admin.OpenSessionAsync(plan.Contract.Id, User, kind, cancellation)).Values;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var mock in mocks.Values)
            await mock.DisposeAsync();
        admin?.Dispose();
    }
}
