using System.Collections.Concurrent;
using LogoutContracts.Cli.Context;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Cli.Targets;

/// <summary>The option <c>--login-command</c>: opens sessions with a command of the user, which prints their credentials.</summary>
internal sealed class LoginCommand(CommandContext context, string command) : IDisposable
{
    private readonly ConcurrentDictionary<
        (string Contract, string? Kind, bool IsOther), ConcurrentQueue<IReadOnlyDictionary<string, string>>> ready = new();
    private readonly ConcurrentDictionary<(string Contract, string? Kind, bool IsOther), string> failures = new();
    private readonly SemaphoreSlim running = new(1);
    private bool hasWorked;

    /// <summary>Opens a session. Runs the command, unless an earlier run has printed a session that is still unused.</summary>
    /// <returns>The session, or why there is none. After a failure, the command is not run again for the same user and kind.</returns>
    /// <exception cref="UserErrorException">The command fails for the first user, and has never succeeded.</exception>
    public async Task<SessionOffer> OpenAsync(MockPlan plan, string? kind, bool isOther, CancellationToken cancellation)
    {
        var key = (plan.Contract.Id, kind, isOther);
        await running.WaitAsync(cancellation);
        try
        {
            var queue = ready.GetOrAdd(key, static _ => new());
            if (queue.TryDequeue(out var waiting))
                return new(waiting, "");
            if (failures.TryGetValue(key, out var known))
                return new(null, known);
            var run = await LoginProcess.RunAsync(context, command, Variables(plan, kind, isOther), cancellation);
            var (sessions, problem) = run.Problem is null ? LoginOutput.Read(run.Output, plan) : ([], run.Problem);
            if (problem is not null)
                return Failed(key, problem);
            hasWorked = true;
            foreach (var session in sessions.Skip(1))
                queue.Enqueue(session);
            return new(sessions[0], "");
        }
        finally
        {
            running.Release();
        }
    }

    public void Dispose() => running.Dispose();

    private SessionOffer Failed((string Contract, string? Kind, bool IsOther) key, string problem)
    {
        if (!hasWorked && !key.IsOther)
            throw AccountErrors.LoginCommand(key.Contract, problem);
        failures[key] = $"The login command gives no session of the {(key.IsOther ? "other" : "first")} user: {problem}.";
        return new(null, failures[key]);
    }

    private static Dictionary<string, string> Variables(MockPlan plan, string? kind, bool isOther) => new(StringComparer.Ordinal)
    {
        [EnvironmentVariables.LoginContract] = plan.Contract.Id,
        [EnvironmentVariables.LoginKind] = kind ?? "",
        [EnvironmentVariables.LoginUser] = isOther ? "other" : "first",
    };
}
