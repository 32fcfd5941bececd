namespace LogoutContracts.ClientAudit.Clients;

/// <summary>A client in the process of a test.</summary>
public sealed class AuditedClient : IAuditedClient
{
    private readonly Func<ClientStep, Func<ClientRun, CancellationToken, Task>> actOf;

    private AuditedClient(string name, bool hasSteps, Func<ClientStep, Func<ClientRun, CancellationToken, Task>> actOf)
    {
        this.actOf = actOf;
        Name = name;
        HasSteps = hasSteps;
    }

    public string Name { get; }

    public bool HasSteps { get; }

    /// <summary>A client that logs in, makes a call and logs out in one run.</summary>
    /// <param name="run">Exceptions are not findings: a client may report a failed logout in this way.</param>
    /// <param name="name">Its name in reports.</param>
    public static AuditedClient Of(Func<ClientRun, CancellationToken, Task> run, string name = "client") =>
        new(name, hasSteps: false, _ => run);

    /// <summary>A client that keeps its login between runs, for example on disk.</summary>
    /// <inheritdoc cref="Of(Func{ClientRun, CancellationToken, Task}, string)"/>
    public static AuditedClient Of(
        Func<ClientRun, CancellationToken, Task> login, Func<ClientRun, CancellationToken, Task> call,
        Func<ClientRun, CancellationToken, Task> logout, string name = "client") =>
        new(name, hasSteps: true, step => step switch
        {
            ClientStep.Login => login,
            ClientStep.Call => call,
            _ => logout,
        });

    public async Task<StepEnd> RunAsync(ClientStep step, ClientRun run, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(run);
        var before = run.Output.ToString()!.Length;
        var (hasEnded, failure) = await EndOfAsync(step, run, cancellation);

        // A delegate can leave tasks behind that send more requests.
        return new(hasEnded) { Output = run.Output.ToString()![before..], MayContinue = true, Failure = failure };
    }

    private async Task<(bool HasEnded, string? Failure)> EndOfAsync(ClientStep step, ClientRun run, CancellationToken cancellation)
    {
        try
        {
            // On another thread, because a client may block; and abandoned, because it may ignore the token.
            await Task.Run(() => actOf(step)(run, cancellation), CancellationToken.None).WaitAsync(cancellation);
            return (true, null);
        }
        catch (Exception e)
        {
            return (!cancellation.IsCancellationRequested, $"it throws {e.GetType().Name}");
        }
    }
}
