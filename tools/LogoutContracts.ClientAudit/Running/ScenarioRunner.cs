using System.Diagnostics;
using LogoutContracts.ClientAudit.Clients;
using LogoutContracts.ClientAudit.Observing;
using LogoutContracts.ClientAudit.Scenarios;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.ClientAudit.Running;

/// <summary>Runs a client in one scenario, against a mock of its own.</summary>
internal sealed class ScenarioRunner(MockPlan plan, IAuditedClient client, ClientAuditOptions options)
{
    private static readonly ClientStep[] Separate = [ClientStep.Login, ClientStep.Call, ClientStep.Logout];

    private readonly IReadOnlyDictionary<string, string> account = LoginAccount.Of(plan, options.Account);

    /// <exception cref="OperationCanceledException">The caller has cancelled.</exception>
    public async Task<RunObservation> RunAsync(Scenario scenario, CancellationToken cancellation)
    {
        using var folder = new ScratchFolder();
        var start = Stopwatch.GetTimestamp();
        await using var mock = await AuditedMock.StartAsync(plan, scenario, options, cancellation);
        var (given, steps) = (mock.Contract.Sessions.Open(), new List<StepRun>());
        var first = RunOf(mock, scenario, given, folder.Path);
        foreach (var step in client.HasSteps ? Separate : [ClientStep.All])
        {
            if (steps.TrueForAll(each => each.End.HasEnded))
                steps.Add(await RunAsync(mock, step, first, isAgain: false, cancellation));
        }

        // Another session, so that a client that uses the given one does not seem to keep its login.
        var again = mock.Contract.Sessions.Open();
        if (steps.TrueForAll(each => each.End.HasEnded) && (client.HasSteps || HasUnsuccessfulLogout(mock)))
        {
            mock.Calm();
            var step = client.HasSteps ? ClientStep.Call : ClientStep.All;
            steps.Add(await RunAsync(mock, step, RunOf(mock, scenario, again, folder.Path), isAgain: true, cancellation));
        }

        // The end of the server is the end of all exchanges.
        var reader = new CallReader(plan, mock.Contract.Sessions.Issued, start);
        await mock.DisposeAsync();
        return new(scenario)
        {
            Grace = options.Grace,
            Timeout = options.Timeout,
            HasSteps = client.HasSteps,
            Calls = mock.Entries.Select(entry => Read(reader, entry, steps)).ToValueList(),
            Elsewhere = mock.Elsewhere.Select(entry => reader.Read(entry, ClientStep.Logout, isAgain: false)).ToValueList(),
            GivenAgain = reader.Of(again.Values),
            Printed = reader.In(string.Join('\n', steps.Select(each => each.End.Output))),
            Unended = steps.Find(each => each is { IsAgain: false, End.HasEnded: false })?.Step,
            Failure = steps.Find(each => each.End.Failure is not null)?.End.Failure,
        };
    }

    private ClientRun RunOf(AuditedMock mock, Scenario scenario, IReadOnlyDictionary<string, string> session, string folder) =>
        new(mock.Contract.BaseAddress, account, session, folder, scenario.Name) { Authority = options.Tls?.Authority?.Certificate };

    private async Task<StepRun> RunAsync(
        AuditedMock mock, ClientStep step, ClientRun run, bool isAgain, CancellationToken cancellation)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        time.CancelAfter(options.Timeout);
        var end = await client.RunAsync(step, run, time.Token);
        cancellation.ThrowIfCancellationRequested();

        // Late requests of a client that may still run should arrive before the mock ends or answers otherwise.
        if (end.MayContinue)
            await Task.Delay(options.Grace * 2, cancellation);
        return new(step, isAgain, end, mock.Server.Journal.Count);
    }

    private bool HasUnsuccessfulLogout(AuditedMock mock)
    {
        var reader = new CallReader(plan, mock.Contract.Sessions.Issued, 0);
        return mock.Entries.Select(entry => reader.Read(entry, ClientStep.All, isAgain: false))
            .Any(call => call is { IsLogout: true, IsSuccessfulLogout: false });
    }

    private static ObservedCall Read(CallReader reader, JournalEntry entry, List<StepRun> steps)
    {
        var step = steps.Find(each => entry.Number <= each.Last) ?? steps[^1];
        return reader.Read(entry, step.Step, step.IsAgain);
    }
}
