using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Replicas;

internal sealed class T28OtherReplicas() : Check(
    new(
        "T28",
        "Other replicas",
        Severity.High,
        "Behind a load balancer, the next request with the token may reach another server. If that one caches sessions, or has a list of " +
        "refused tokens of its own, the token still works there.",
        "Keep sessions, or the list of refused tokens, in a store that all servers ask on every request. If servers cache sessions, tell " +
        "all of them about each logout.",
        ["ASVS V7.4.1", "ASVS V8.3.2", "WSTG-SESS-06"]),
    "After a logout at one replica, and after logouts at two at once, every replica refuses the token.")
{
    internal override bool NeedsEffect => true;

    internal override string? NotApplicable(AuditOptions options) =>
        options.Replicas.Count == 0 ? "Needs several replicas of the target: repeat --target." : null;

    internal override async Task TryAsync(CheckContext trial)
    {
        if (trial.Facts.Effect == LogoutEffect.None)
            throw new InconclusiveException(CheckContext.NoEffect);
        await ReplicaPing.RequireAllAsync(trial);
        var shared = new List<(Uri One, Uri Other)>();
        var apart = new List<(Uri One, Uri Other)>();
        foreach (var (one, other) in PairsOf(trial.Places))
        {
            if (!await new ReplicaLogout(trial, one, other).TryAsync())
                apart.Add((one, other));
            else if (!await new ReplicaLogout(trial, other, one).TryAsync())
                apart.Add((other, one));
            else
                shared.Add((one, other));
        }

        if (shared.Count == 0 && trial.Findings.Count == 0)
            throw new NotApplicableException("A session that one replica has opened is not live at another one: they share no sessions.");
        foreach (var (one, other) in apart)
            trial.Remark($"A session that {one} has opened is not live at {other}: they share no sessions.");
        foreach (var (one, other) in trial.Findings.Count == 0 ? shared : [])
            await LogoutsAtOnce.TryAsync(trial, one, other);
    }

    private static IEnumerable<(Uri One, Uri Other)> PairsOf(IReadOnlyList<Uri> places) =>
        places.SelectMany((one, i) => places.Skip(i + 1).Select(other => (one, other)));
}
