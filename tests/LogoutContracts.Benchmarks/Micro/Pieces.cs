using System.Text;
using BenchmarkDotNet.Attributes;
using LogoutContracts.Benchmarks.InProcess;
using LogoutContracts.Benchmarks.Inputs;
using LogoutContracts.Mocks.Matching;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Http;
using LogoutContracts.MockServer.Routing;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Benchmarks.Micro;

/// <summary>The cost of one request, step by step.</summary>
/// <remarks>BenchmarkDotNet requires public, unsealed classes.</remarks>
[MemoryDiagnoser]
public class Pieces
{
    private readonly RunningPlan plan = new(Plans.Rocketchat);
    private readonly RunningPlan wide = new(ManyPlans.Widened(Plans.Rocketchat, Plans.Logout, variants: 10_000, templated: false));
    private readonly RunningPlan templated = new(ManyPlans.Widened(Plans.Rocketchat, Plans.Logout, variants: 10_000, templated: true));
    private readonly PlannedVariant unknown = Plans.Rocketchat.Find(Plans.Logout, "session-unknown");
    private readonly PlannedVariant ended = Plans.Rocketchat.Find(Plans.Logout, "own-ended-again");

    private SessionStore sessions = null!;
    private FeaturesOfRequest request = null!;
    private ReadOnlyMemory<byte> body;
    private RequestBody declared = null!;
    private RunningAnswer fixedAnswer = null!;
    private RunningAnswer answerWithValue = null!;
    private RequestSessions noSessions;
    private RequestSessions endedSessions;

    [GlobalSetup]
    public void SetUp()
    {
        var model = plan.Plan.Contract.Sessions;
        sessions = new(model, TimeProvider.System, () => SeededSessions.Of(plan.Plan));
        request = new(unknown.SeededRequest());
        body = Encoding.UTF8.GetBytes(unknown.SeededRequest().Body!);
        declared = plan.Plan.Contract.FindOperation(Plans.Logout)!.Body!;
        fixedAnswer = new(unknown.Answer!);
        answerWithValue = new(ended.Answer!);
        noSessions = new(model, null, null, null, null, unknown.Seeds);
        endedSessions = new(model, null, null, ended.Seeds.Find(Role.Target)!["sessionId"], null, ended.Seeds);
    }

    [Benchmark(Description = "lookup: path and method")]
    public object? Lookup() => plan.Find("/api/v1/sessions/logout.me")?.Find("POST");

    [Benchmark(Description = "lookup among 345 paths")]
    public object? LookupAmongMany() => wide.Find("/api/v1/sessions/logout.me/00200")?.Find("POST");

    [Benchmark(Description = "lookup among 345 paths with a parameter")]
    public object? LookupAmongTemplates() => templated.Find("/api/v1/sessions/logout.me/00200/value")?.Find("POST");

    [Benchmark(Description = "session check")]
    public int Caller() => (int)SessionResolver.Caller(
        plan.Plan.Contract.Sessions, plan.Plan.Contract.Sessions.Carried, new KestrelRequest(request), null,
            sessions.Current.At(sessions.Now),
        out Session? _, out _, out _);

    [Benchmark(Description = "body check")]
    public object Body()
    {
        var kind = BodyReader.Classify(declared, body, "application/json", "application/json", out var json);
        json?.Dispose();
        return kind;
    }

    [Benchmark(Description = "response write, fixed bytes")]
    public ValueTask Write() => fixedAnswer.WriteAsync(request.Features, noSessions, cut: false);

    [Benchmark(Description = "response write, with a value in it")]
    public ValueTask WriteValue() => answerWithValue.WriteAsync(request.Features, endedSessions, cut: false);
}
