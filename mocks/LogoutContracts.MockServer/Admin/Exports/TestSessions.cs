using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Admin.Exports;

/// <summary>
/// The sessions of a test: each that the journal names is a variable, and is brought into the state in which the journal found it.
/// </summary>
/// <param name="revives">Whether sessions can become active again, because the mock has flaws.</param>
/// <param name="write">Writes a line.</param>
internal sealed class TestSessions(MockPlan plan, bool revives, Action<string> write)
{
    // By the credential that identifies a session.
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    // By the credential that a request has shown; null for a state that another request may have changed.
    private readonly Dictionary<string, SessionState?> states = new(StringComparer.Ordinal);
    private readonly SessionModel model = plan.Contract.Sessions;
    private int variables;

    /// <summary>Opens the sessions of a request that the test does not have, and brings the others into the states that it needs.</summary>
    public void Prepare(JournalEntry entry)
    {
        if (entry.CallerSession is { } caller && StateOf(entry.CallerBefore) is { } state)
            Bring(caller, Shown(caller, entry), state);
        if (entry.TargetSession is { } target && StateOf(entry.TargetBefore) is { } named)
            Bring(target, KeyOf(target), named);
    }

    /// <summary>Remembers what a request has changed.</summary>
    /// <param name="answer">The variable with its answer.</param>
    public void Accept(JournalEntry entry, PlannedVariant? variant, string answer)
    {
        var use = variant is null ? null : plan.Contract.FindOperation(variant.Operation)?.Session;
        if (use?.Ends is SessionEnd.User or SessionEnd.Others || (model.TellsValuesApart && variant is { Variant.Then.Count: > 0 }))
            ForgetStates();
        if (entry.CallerSession is { } caller && StateOf(entry.CallerAfter) is { } state)
            states[Shown(caller, entry)] = state;
        if (entry.TargetSession is { } target && StateOf(entry.TargetAfter) is { } named)
            states[KeyOf(target)] = named;
        if (entry.OpenedSession is { } opened && use is not null && entry.Status < 400)
            Add(opened, OpenedBy(variant!.Variant.Renews ? use.Renewing : use.Opens, answer));
    }

    /// <summary>The expression for a value of a session.</summary>
    public string ValueOf(Session session, int place) => ValueOf(Variable(session), place);

    /// <summary>The helper methods that the test needs.</summary>
    public HashSet<TestReader> Readers { get; } = [];

    private string ValueOf(string variable, int place) => $"{variable}[{CSharpText.Plain(model.ValueNames[place])}]";

    /// <param name="credential">What the request shows.</param>
    private void Bring(Session session, string credential, SessionState state)
    {
        var isNew = !names.ContainsKey(KeyOf(session));
        var before = isNew ? SessionState.Active : states.GetValueOrDefault(credential);
        if (isNew || (before is SessionState.Ended or SessionState.Expired && state == SessionState.Active && !revives))
        {
            Open(session);
            before = SessionState.Active;
        }

        var key = ValueOf(Variable(session), model.Key);
        if (before == SessionState.Active && state == SessionState.Ended)
            write($"mock.Sessions.End({key});");
        else if (before == SessionState.Active && state == SessionState.Expired)
            write($"mock.Sessions.Expire({key});");
        else if (before == SessionState.Active && state == SessionState.Superseded)
            write($"mock.Sessions.Renew({key});");
        states[credential] = state;
    }

    private void Open(Session session)
    {
        var kind = session.Kind is null ? "" : $", {CSharpText.Plain(session.Kind)}";
        Add(session, $"mock.Sessions.Open({CSharpText.Plain(session.CommonName ?? session.User.Name)}{kind})");
    }

    /// <summary>
    /// How the test learns the values of the session that an answer opened; null if the answer does not show its credential.
    /// </summary>
    private string? OpenedBy(IEnumerable<Opening> openings, string answer)
    {
        var from = openings.FirstOrDefault(opening => model.IndexOf(opening.Name) == model.Key)?.From;
        if (from is null || TestReader.Of(from) is not { } reader)
            return null;
        Readers.Add(reader);
        return $"mock.Sessions.ValuesOf({reader.Call(from, answer)})!";
    }

    private void Add(Session session, string? values)
    {
        if (values is null)
            return;
        var variable = string.Create(null, $"session{++variables}");
        names[KeyOf(session)] = variable;
        states[KeyOf(session)] = SessionState.Active;
        write($"var {variable} = {values};");
    }

    private string Variable(Session session)
    {
        if (!names.ContainsKey(KeyOf(session)))
            Open(session);
        return names[KeyOf(session)];
    }

    // Some requests end sessions or values that they do not show.
    private void ForgetStates()
    {
        foreach (var credential in states.Where(each => each.Value == SessionState.Active).Select(each => each.Key).ToList())
            states[credential] = null;
    }

    // The values of some sessions have states of their own.
    private string Shown(Session session, JournalEntry entry) => !model.TellsValuesApart ? KeyOf(session)
        : Enumerable.Range(0, model.Credentials.Count).Where(place => !model.IsShared(place)).Select(place => session[place])
            .FirstOrDefault(value => TestRequest.IsSent(value, entry)) ?? KeyOf(session);

    private string KeyOf(Session session) => session[model.Key];

    private static SessionState? StateOf(CallerStates caller) => caller switch
    {
        CallerStates.Active => SessionState.Active,
        CallerStates.Ended => SessionState.Ended,
        CallerStates.Expired => SessionState.Expired,
        CallerStates.Superseded => SessionState.Superseded,
        _ => null,
    };

    private static SessionState? StateOf(TargetStates target) => target switch
    {
        TargetStates.OwnActive => SessionState.Active,
        TargetStates.OwnEnded => SessionState.Ended,
        TargetStates.OwnExpired => SessionState.Expired,
        TargetStates.OwnSuperseded => SessionState.Superseded,
        _ => null,
    };
}
