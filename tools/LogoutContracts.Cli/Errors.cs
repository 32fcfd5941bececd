using System.CommandLine;
using System.Globalization;
using LogoutContracts.CommandLine.Certificates;
using LogoutContracts.Serving;
using LogoutContracts.Serving.Flaws;
using LogoutContracts.Specs;
using LogoutContracts.Verification;

namespace LogoutContracts.CommandLine;

/// <summary>All that can go wrong by the user's doing, in words: where, what was found, what was expected, what to do. One line each, so that a log keeps it together.</summary>
internal static class Errors
{
    public static UserErrorException CommandLine(ParseResult parsed)
    {
        var verb = parsed.CommandResult.Command is Verb { Name: var name } ? $"{Cli.Name} {name}" : Cli.Name;

        // Where the parser lists what it knows, it breaks its lines.
        return new(Lines([.. parsed.Errors.Select(error => string.Join(' ', error.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))), $"'{verb} --help' shows what there is."]));
    }

    /// <summary>In the words that the parser itself has for it.</summary>
    public static string UnknownOption(string found, IEnumerable<string> known) => $"Unrecognized command or argument '{found}'.{DidYouMean(found, known)}";

    public static UserErrorException UnknownContract(string found, IReadOnlyCollection<string> known) => Error($"no contract '{found}'; {ThereIs(known)}.{DidYouMean(found, known)}");

    public static UserErrorException UnknownOperation(string found, IReadOnlyCollection<string> known) => Error($"--operation: no operation '{found}' in these contracts; {ThereIs(known)}.{DidYouMean(found, known)}");

    public static UserErrorException UnknownCase(string option, string pattern, IEnumerable<VerificationCase> cases) => Error(
        $"{option}: no case has an id like '{pattern}'; expected one such as {cases.FirstOrDefault()?.FullId ?? "contract.operation.variant"}, with * for any text; '--dry-run' shows them all.");

    public static UserErrorException Url(string option, string found) => Error($"{option}: '{found}' is no base URL; expected http:// or https://, a host and perhaps a port and a path, without a query and without a user.");

    public static UserErrorException CertificateWithoutKey(string there, string missing) => Error($"{there}: a client certificate is presented with its key; expected {missing} too; add it.");

    public static UserErrorException BadCertificate(string option, string file, Exception inner) => new(Lines([
        $"{option}: '{file}' cannot be used: {inner.Message.ReplaceLineEndings(" ")}; expected a certificate in PEM{(option is "--cert" ? ", and with --key its private key" : "")}; check the path and what is in it."]), inner);

    public static UserErrorException NoTarget() => Error("nothing to verify: no --target; expected the base URL of a provider (--target URL), the admin port of a running mock (--admin URL), or mocks started for the run (--mock).");

    public static UserErrorException MockAndTarget() => Error("--mock: mocks started for the run leave no room for --target, --admin or --kind; take one or the other away.");

    public static UserErrorException AdminOfOther(string kind) => Error($"--admin: only mocks of ours have an admin port, and --kind says '{kind}'; take one of the two away.");

    public static UserErrorException TargetOfWhich() => Error("--target: it is not clear which contract this URL is for; expected one contract named before it ('verify rocketchat --target URL'), or '--target contract=URL' for each.");

    public static UserErrorException TwoTargets(string contract) => Error($"--target: '{contract}' has two; expected one a contract; take one of them away.");

    public static UserErrorException ContractWithoutTarget(string contract) => Error($"'{contract}' is named, but has no --target; add '--target {contract}=URL', or do not name it.");

    public static UserErrorException NotServedThere(string contract, Uri admin, IEnumerable<string> served) => Error($"--admin: '{contract}' is not served by the mock at {admin}, only {string.Join(", ", served)}; start it there, or do not name it.");

    public static UserErrorException NoAdmin(Uri admin, Exception inner) => new(Lines([$"--admin: no mock of ours answers at {admin}: {inner.Message}; see that 'serve' runs, and that {AdminAccess.TokenVariable} is set if it wants a token."]), inner);

    public static UserErrorException WouldEndSessions(Uri target, int count) => Error(
        $"{target} is not this machine, and {Number(count)} {(count == 1 ? "case ends a session" : "cases end sessions")} there; add --yes where that is meant, '--dry-run' to see what would be sent, or --only and --skip to choose.");

    public static UserErrorException NoNameAndValue(string option) => Error($"{option}: expected NAME=VALUE, such as user=jane (what was given is not repeated here).");

    /// <param name="known">What the contracts have.</param>
    public static UserErrorException UnknownLoginInput(string option, string found, IReadOnlyList<(string Contract, ValueList<string> Names)> known) => Error(
        $"{option}: no contract here has '{found}'; there {(known.Count == 1 ? "is" : "are")} {string.Join("; ", known.Select(each => $"{each.Contract}: {(each.Names.Count == 0 ? "none" : string.Join(", ", each.Names))}"))}.{DidYouMean(found, known.SelectMany(each => each.Names))}");

    public static UserErrorException CredentialAndLogin(string contract) => Error(
        $"--credential: '{contract}' has inputs of a login as well (--set, --set-other, a file of secrets, or the environment); expected a session or a login; take one of the two away.");

    public static UserErrorException CredentialMissing(string contract, IEnumerable<string> missing) => Error($"--credential: a session of '{contract}' is proved by {string.Join(" and ", missing)} too; expected all parts of it; add them.");

    public static UserErrorException BadSecrets(IEnumerable<Diagnostic> problems) => new(string.Join(Environment.NewLine,
        [.. problems.Select(problem => problem.ToString()), "error: this file of secrets cannot be used; correct what is named above."]));

    public static UserErrorException NoNumber(string option, string found, int from, int to) => Error($"{option}: '{found}' is no number that fits; expected {Number(from)} to {Number(to)}.");

    public static UserErrorException BadSpecs(IEnumerable<Diagnostic> problems) => new(string.Join(Environment.NewLine,
        [.. problems.Select(problem => problem.ToString()), "error: these specs cannot be used; correct what is named above."]));

    public static UserErrorException PortBase(string found, int highest) => Error(
        $"--port-base: '{found}' is no port that the others can be counted from; expected 0, which takes free ports, or a number from 1 to {Number(highest)}.");

    public static UserErrorException PortsTaken(IReadOnlyCollection<TakenPort> ports, string address) => new(Lines([.. ports.Select(port =>
        $"port {Number(port.Port)} ({port.Owner}) on {address} is taken by another program; stop that one, or move all ports with --port-base N (0 takes free ones).")]));

    /// <param name="reason">The system's words.</param>
    public static UserErrorException CannotListen(string address, string reason, Exception inner) => new(Lines([
        $"cannot listen on {address}: {reason}; expected an address of this machine and ports that this user may take; see --bind and --port-base."]), inner);

    public static UserErrorException SharedPort(int port, string one, string other) => Error(
        $"the contracts '{one}' and '{other}' both have port {Number(port)} in their specs; expected one port a contract; change x-contract.port of one, start them one by one, or all on one port with --single-port.");

    public static UserErrorException JournalSize(string found) => Error($"--journal: '{found}' is no number of requests; expected 0, which keeps none, or a number up to {Number(int.MaxValue)}.");

    /// <param name="bind">As on the command line.</param>
    public static UserErrorException AdminUnprotected(string bind) => Error(
        $"--bind: on {bind}, everybody who reaches this machine could steer the mocks; expected a token for the admin port (--admin-token TOKEN, or {AdminAccess.TokenVariable} in the environment), or none at all (--no-admin).");

    public static UserErrorException AdminToken() => Error(
        "--admin-token: the token is empty, or has characters that a header cannot carry (it is not repeated here); expected ASCII letters, digits and signs without spaces.");

    public static UserErrorException AdminTokenUnused() => Error("--admin-token: there is no admin port to use it on, because of --no-admin; take one of the two away.");

    public static UserErrorException UnknownFlaw(string found, IReadOnlyCollection<string> known) => Error($"--flaw: no flaw '{found}'; {ThereIs(known)}.{DidYouMean(found, known)}");

    public static UserErrorException FlawShowsNowhere(Flaw flaw) => Error(
        $"--flaw: '{flaw.Name}' shows on none of these contracts, which lack what it gets wrong; expected one that has it, such as {flaw.On}; start that one.");

    /// <summary>So that nobody takes them for sound.</summary>
    public static string Flawed(IEnumerable<Flaw> flaws) => $"warning: these mocks get logouts wrong on purpose: {string.Join(", ", flaws.Select(flaw => flaw.Name))}.";

    public static UserErrorException UnknownCheck(string option, string found, IReadOnlyCollection<string> known) => Error($"{option}: no check '{found}'; {ThereIs(known)}.{DidYouMean(found, known)}");

    public static UserErrorException WouldEndAuditedSessions(Uri url) => Error(
        $"--target: an audit logs in and out many times, and tries to end sessions in ways that it should not, and {url} is not this machine; expected --yes with it, once you are sure that it is no one else's.");

    public static UserErrorException AuditOfStubs() => Error(
        "--kind: stubs hand out the same session at every login, so nearly every check would fail them; expected a provider, or one of our mocks (--mock).");

    public static UserErrorException AuditNeedsLogin(string contract) => Error(
        $"--credential: an audit opens many sessions of '{contract}', and one was given; expected inputs of its login, with --set NAME=VALUE, in their place.");

    public static UserErrorException CheckMissing(string option, string id, string reason) => Error($"{option}: {id} is not checked. {reason}");

    public static UserErrorException MaxLatency(string found) => Error($"--max-latency: '{found}' is no time that one would wait; expected seconds or milliseconds up to an hour, such as 5s, 0.5s or 200ms.");

    public static UserErrorException NothingToWatch(string directory) => Error(
        $"--watch: the built-in specs never change, and no LogoutContracts.sln is in '{directory}' or above it; go to a clone of the repository, or name a folder with --specs.");

    /// <param name="reason">The system's words.</param>
    public static UserErrorException CannotWatch(string path, string reason, Exception inner) => new(Lines([
        $"--watch: the system cannot watch '{path}': {reason}; see that the folder can be read, raise the limit that is named, or start without --watch."]), inner);

    public static UserErrorException BindAddress(string found) => Error(
        $"--bind: '{found}' is no address; expected an IP address of this machine, such as 127.0.0.1, ::1 or 0.0.0.0, or 'localhost'.");

    /// <param name="known">The contracts among those started that know releases, with them.</param>
    public static UserErrorException UnknownRelease(string found, IReadOnlyCollection<Contract> known) => Error(
        $"--release: no contract that is started knows a release '{found}'; {ThereIs([.. known.Select(ReleasesOf)])}.");

    public static UserErrorException UnknownReleaseOf(string found, Contract contract) => Error(
        $"--release: '{contract.Id}' knows no release '{found}'; {(contract.Releases.Known.Count == 0 ? "its releases all answer alike" : $"it knows {string.Join(", ", contract.Releases.Known)}")}.");

    public static UserErrorException ReleaseOfNotStarted(string contract, IEnumerable<string> started) => Error(
        $"--release: '{contract}' is not started, only {string.Join(", ", started)}; name it among the contracts, or take the option away.");

    public static UserErrorException TwoReleases(string contract, string one, string other) => Error(
        $"--release: '{one}' and '{other}' both apply to '{contract}'; expected one release a contract; say which is meant: '--release {contract}={one}'.");

    public static UserErrorException NoRepository(string directory) => Error(
        $"no LogoutContracts.sln in '{directory}' or above it, so no folder 'mocks' to write to; go to a clone of the repository, or name a folder with --output.");

    public static UserErrorException NoSuchPath(string path) => Error($"'{path}' is not there; expected a spec, its folder, or a folder of such folders; check the path.");

    public static UserErrorException NoSpecsIn(string path) => Error($"no spec in '{path}'; expected openapi.yaml in it, or in folders right below it.");

    public static UserErrorException File(string path, Exception inner) => new(Lines([$"'{path}' cannot be read or written: {inner.Message}"]), inner);

    public static string OptionNeeds(string option, string needed) => $"{option}: it means nothing without {needed}; add {needed}, or take {option} away.";

    public static UserErrorException NoCertificate(string file, Exception? inner) => new(Lines([
        $"--cert: '{file}' holds no certificate that can be read; expected PEM ('-----BEGIN CERTIFICATE-----') or PKCS#12; check the file."]), inner);

    public static UserErrorException NoPrivateKey(string file) => Error(
        $"--cert: '{file}' holds a certificate, but not its private key; expected PEM or PKCS#12 with both, or the key in a file of its own; name that with --key.");

    public static UserErrorException NoKeyIn(string file) => Error($"'{file}' holds no private key that can be read; expected PEM, RSA or an elliptic curve ('-----BEGIN PRIVATE KEY-----'); check the file.");

    public static UserErrorException KeyTwice(string certificate, string key) => Error(
        $"--key: '{certificate}' is PKCS#12, which holds the key itself, so that '{key}' cannot be used; expected --key with PEM only; take it away.");

    public static UserErrorException CertificatePassword(string file, bool given) => Error(
        $"'{file}' is locked, and {(given ? "the password that was given does not open it" : "no password was given")}; expected its password (it is not repeated here); give it by --cert-password, or {TlsOptions.PasswordVariable} in the environment.");

    public static UserErrorException KeyDoesNotFit(string key, string certificate) => Error(
        $"the key in '{key}' is not the one of the certificate in '{certificate}'; expected the two that were made together; check which files belong to each other.");

    public static string CertificateExpired(string file, DateTime end) => $"the certificate in '{file}' was good until {Date(end)}; expected one that is good now; renew it.";

    public static string CertificateNotYetValid(string file, DateTime start) => $"the certificate in '{file}' is good from {Date(start)} on; expected one that is good now; wait, or check this machine's clock.";

    public static string CertificateNotForServers(string file) => $"the certificate in '{file}' is not for servers, so no client takes it; expected the purpose 'serverAuth', or none stated; have one made for a server.";

    public static UserErrorException AuthorityUnusable(string key, string certificate, Exception inner) => new(Lines([
        $"the development CA in '{key}' and '{certificate}' cannot be used: {OneLine(inner.Message)}; delete both, and a new one is made (then every client must be told to trust that one)."]), inner);

    public static UserErrorException KeyOpenToOthers(string file) => Error($"'{file}' can be read or written by others, who could pass for anybody; expected the mode 0600; take their rights away (chmod 600), or delete it and have a new one made.");

    public static UserErrorException NoCertificateHome() => Error(
        $"there is no folder for the development CA: this user has no local application data; name a folder with --ca-dir, or {CertificateHome.Variable} in the environment.");

    public static string CommonName(string found) => $"--client: '{found}' is no common name that can be used here; expected {CommonNames.Form}.";

    public static UserErrorException NoWorkflowFile(string path) => Error($"'{path}' is not there; expected an Arazzo file, such as workflows.arazzo.yaml; check the path.");

    public static UserErrorException RemoteSource(string file, string url) => Error(
        $"{file}: its source description '{url}' lies elsewhere; expected the path of an OpenAPI file on this machine; fetch it, and name it there.");

    public static UserErrorException NoSource(string file, string path) => Error($"{file}: its source description '{path}' is not there; expected an OpenAPI file; correct the 'url', which starts at the folder of {file}.");

    public static UserErrorException WorkflowNames(IEnumerable<string> found, IReadOnlyCollection<string> known) => new(Lines([.. found.Select(name =>
        $"--workflow: no workflow '{name}' in the file; {ThereIs(known)}.{DidYouMean(name, known)}")]));

    public static string InputWithoutValue() => "--input: one of them is no name=value (it is not repeated here, as it may be a secret); expected name=value; add what is missing.";

    public static string InputTwice(string name) => $"--input: '{name}' is given twice; expected each input once; take one away.";

    public static string UnknownWorkflowInput(string name, IReadOnlyCollection<string> known) => $"no workflow that is run knows an input '{name}'; {ThereIs(known)}.{DidYouMean(name, known)}";

    public static string InputMisfit(string workflow, string problem) => $"the inputs of '{workflow}' are not as it wants them: {problem}; correct them with --input name=value, or in the file of --inputs.";

    public static UserErrorException RunWantsYes(string target) => Error($"--target: {target} is not this machine, and the workflows would open and end sessions there; expected your word that they may: add --yes.");

    public static UserErrorException UnknownMarker(string file, string id, IReadOnlyCollection<string> known) => Error(
        $"{file}: the marker '{VariantsTable.Start(id)}' names no contract; {ThereIs(known)}.{DidYouMean(id, known)}");

    public static UserErrorException OpenMarker(string file, string id) => Error(
        $"{file}: the marker '{VariantsTable.Start(id)}' is not closed; expected '{VariantsTable.End}' after it, before the next one.");

    public static string ReportWithoutFile(string found, IReadOnlyCollection<string> forms) =>
        $"--report: '{found}' names no file; expected FORM=FILE, such as html=report.html; {ThereIs(forms)}.";

    public static string UnknownReport(string found, IReadOnlyCollection<string> forms) => $"--report: no form '{found}'; {ThereIs(forms)}.{DidYouMean(found, forms)}";

    public static string SameReportFile(string path, string one, string other) => $"--report: '{path}' is named for {one} and for {other}; expected one file a report; name another for one of them.";

    public static string NoReportFile(string path) => $"--report: '{path}' is a folder or a device; expected a file, which is written anew; name one.";

    /// <param name="reason">The system's words.</param>
    public static string ReportNotWritten(string path, string reason) => $"--report: '{path}' cannot be written: {reason}; expected a folder that this user may write to; name another, or change its rights.";

    /// <summary>Several at once, none of which is an error of its own yet.</summary>
    public static UserErrorException All(IReadOnlyList<string> problems) => new(Lines(problems));

    public static UserErrorException OpenComparison(string file) => Error($"{file}: the marker '{ComparisonTable.Start}' is not closed; expected '{ComparisonTable.End}' after it.");

    public static string StaysAsItWas(string contract) => $"error: '{contract}' is served as it was before; correct what is named above, and it is read again.";

    public static string SpecGone(string file, string contract) => $"warning: {file} is gone, and '{contract}' is served as it was last read; put the file back, or restart to do without it.";

    public static string SpecAdded(string file) => $"warning: {file} is new, and not served yet; restart to serve it.";

    public static string PortMoved(string contract, int was, int now) => $"warning: the port of '{contract}' is {Number(now)} in its spec now, no longer {Number(was)}; restart to move it.";

    public static string SessionsAnew(string contract) => $"warning: sessions of '{contract}' consist of other credentials or ids now, so those that were open are gone; log in again.";

    public static string Strangers(string address) => $"warning: the mocks listen on {address}, where everybody who reaches this machine reaches them; '--bind 127.0.0.1' keeps them to it.";

    public static string Bug(Exception e) => $"This is a bug in {Cli.Name}; please report it with what follows.{Environment.NewLine}{e}";

    public static string NotFresh(int count, string command) => $"error: {Number(count)} {(count == 1 ? "file is" : "files are")} not as generated; to mend: {command}";

    public static string Problems(int problems, int bad, int all) =>
        $"error: {Number(problems)} {(problems == 1 ? "problem" : "problems")} in {Number(bad)} of {Number(all)} {(all == 1 ? "spec" : "specs")}; each says above what to do.";

    private static UserErrorException Error(string message) => new(Lines([message]));

    private static string Lines(IReadOnlyList<string> messages) => string.Join(Environment.NewLine, messages.Select(message => $"error: {message}"));

    private static string ThereIs(IReadOnlyCollection<string> known) => known.Count switch
    {
        0 => "there is none",
        1 => $"there is {known.First()}",
        _ => $"there are {string.Join(", ", known)}",
    };

    private static string DidYouMean(string found, IEnumerable<string> known) => Spelling.Suggestion(found, known) is { } near ? $" Did you mean '{near}'?" : "";

    private static string ReleasesOf(Contract contract) => $"{contract.Id} ({string.Join(", ", contract.Releases.Known)})";

    private static string Date(DateTime utc) => utc.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string OneLine(string message) => string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
