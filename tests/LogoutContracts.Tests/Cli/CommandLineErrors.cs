using System.Reflection;
using System.Text;
using LogoutContracts.Cli;
using LogoutContracts.Cli.Audit;
using LogoutContracts.Cli.Certificates;
using LogoutContracts.Cli.Clients;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Contracts;
using LogoutContracts.Cli.Diff;
using LogoutContracts.Cli.Drift;
using LogoutContracts.Cli.Gate;
using LogoutContracts.Cli.Gate.Bases;
using LogoutContracts.Cli.Generate;
using LogoutContracts.Cli.Git;
using LogoutContracts.Cli.Init;
using LogoutContracts.Cli.Inspect;
using LogoutContracts.Cli.Options;
using LogoutContracts.Cli.Pacing;
using LogoutContracts.Cli.Run;
using LogoutContracts.Cli.Serve;
using LogoutContracts.Cli.Sharing;
using LogoutContracts.Cli.Sources;
using LogoutContracts.Cli.Stubs;
using LogoutContracts.Cli.Targets;
using LogoutContracts.Cli.Telemetry;
using LogoutContracts.Cli.Verify;
using LogoutContracts.Drafting.Choosing;
using LogoutContracts.Drafting.Recording;
using LogoutContracts.Drift.Pages;
using LogoutContracts.Drift.Readers;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Hosting;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Model;
using LogoutContracts.Testing;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Cases;

namespace LogoutContracts.Tests.Cli;

public sealed class CommandLineErrors
{
    private static readonly Contract Rocketchat = SpecCatalog.BuiltIn.First(contract => contract.Id is "rocketchat");
    private static readonly Contract Edin = SpecCatalog.BuiltIn.First(contract => contract.Id is "edin");
    private static readonly IOException Cause = new("the system's words");

    private static readonly Dictionary<string, string> Samples = new(StringComparer.Ordinal)
    {
        [nameof(ParseErrors.CommandLine)] = ParseErrors.CommandLine(CommandLineApp.Root(
            new(TextWriter.Null, TextWriter.Null, () => default, "/", 110, () => [])).Parse(["list", "--format", "xml"])).Message,
        [nameof(CommonErrors.UnknownOption)] = CommonErrors.UnknownOption("--formt", ["--format", "--operation"]),
        [nameof(InitErrors.TooManyFiles)] = InitErrors.TooManyFiles(["first.har", "second.har"]).Message,
        [nameof(InitErrors.NoSuchFile)] = InitErrors.NoSuchFile("vendor.yaml").Message,
        [nameof(InitErrors.IsContract)] = InitErrors.IsContract("specs/edin/openapi.yaml").Message,
        [nameof(InitErrors.BadRecording)] = InitErrors.BadRecording("calls.har", new RecordingException("it is not a recording")).Message,
        [nameof(InitErrors.Exists)] = InitErrors.Exists("specs/shop/contract.overlay.yaml").Message,
        [nameof(InitErrors.BadId)] = InitErrors.BadId("My API").Message,
        [nameof(InitErrors.NoOperation)] = InitErrors.NoOperation(DraftRole.Logout, "logot", ["login", "logout"]).Message,
        [nameof(InitErrors.BadCarrier)] = InitErrors.BadCarrier("SID", Carrier.Forms).Message,
        [nameof(InitErrors.NoRole)] = InitErrors.NoRole(DraftRole.Logout, "vendor.yaml", ["GET /cart", "login"]).Message,
        [nameof(InitErrors.NotDrafted)] = InitErrors.NotDrafted("vendor.yaml", ["Is POST /a the login?"]).Message,
        [nameof(InitErrors.NoContractIn)] = InitErrors.NoContractIn("vendor.yaml").Message,
        [nameof(DiffErrors.NoSides)] = DiffErrors.NoSides().Message,
        [nameof(DiffErrors.UnknownRule)] = DiffErrors.UnknownRule("session-survive").Message,
        [nameof(SourceErrors.Unknown)] = SourceErrors.Unknown("../specs-before").Message,
        [nameof(SourceErrors.NoContract)] = SourceErrors.NoContract("rocketcat@6", "rocketcat", ["edin", "rocketchat"]).Message,
        [nameof(SourceErrors.NoRelease)] = string.Join(
            Environment.NewLine,
            SourceErrors.NoRelease("edin@2", "2", Edin).Message,
            SourceErrors.NoRelease("rocketchat@9", "9", Rocketchat).Message),
        [nameof(SourceErrors.SameId)] = SourceErrors.SameId("specs", "edin", ["a/edin/openapi.yaml", "b/edin/openapi.yaml"]).Message,
        [nameof(DiffErrors.JournalOfOne)] = DiffErrors.JournalOfOne().Message,
        [nameof(DiffErrors.NoCalls)] = DiffErrors.NoCalls("calls.json").Message,
        [nameof(DiffErrors.NoCallFits)] = DiffErrors.NoCallFits("calls.json", "rocketchat@6", 3).Message,
        [nameof(BaseErrors.NotOnDisk)] = BaseErrors.NotOnDisk("git:main:specs").Message,
        [nameof(BaseErrors.OutsideRepository)] = BaseErrors.OutsideRepository("/srv/specs").Message,
        [nameof(BaseErrors.MovedFromSeveral)] =
            BaseErrors.MovedFromSeveral("edin", ["git:main:a/edin/openapi.yaml", "git:main:b/edin/openapi.yaml"]).Message,
        [nameof(GateErrors.NoSpecs)] = GateErrors.NoSpecs().Message,
        [nameof(GitErrors.NotInstalled)] = GitErrors.NotInstalled().Message,
        [nameof(GitErrors.NoPathInSource)] = GitErrors.NoPathInSource("git:main").Message,
        [nameof(GitErrors.NotARevision)] = GitErrors.NotARevision("--output=x").Message,
        [nameof(GitErrors.NotInRepository)] = GitErrors.NotInRepository(".", "fatal: not a git repository").Message,
        [nameof(GitErrors.UnknownRevision)] = string.Join(
            Environment.NewLine,
            GitErrors.UnknownRevision("origin/main", "git fetch --unshallow origin +refs/heads/main:refs/remotes/origin/main").Message,
            GitErrors.UnknownRevision("mian", null).Message),
        [nameof(GitErrors.NoMergeBaseInShallowClone)] = string.Join(
            Environment.NewLine,
            GitErrors.NoMergeBaseInShallowClone("origin/main", "git fetch --unshallow origin").Message,
            GitErrors.NoMergeBaseInShallowClone("main", null).Message),
        [nameof(GitErrors.NoMergeBase)] = GitErrors.NoMergeBase("main").Message,
        [nameof(GitErrors.NoPathAtCommit)] = GitErrors.NoPathAtCommit("main", "spces").Message,
        [nameof(GitErrors.MissingObject)] = GitErrors.MissingObject("0123456789abcdef0123456789abcdef01234567").Message,
        [nameof(GitErrors.GitFailed)] = GitErrors.GitFailed("git ls-tree", "fatal: not a tree object").Message,
        [nameof(GitErrors.GitTimedOut)] = GitErrors.GitTimedOut("git ls-tree", TimeSpan.FromSeconds(60)).Message,
        [nameof(DriftErrors.NoPage)] = DriftErrors.NoPage().Message,
        [nameof(DriftErrors.NoSuchPage)] = DriftErrors.NoSuchPage("logout.md", Cause).Message,
        [nameof(DriftErrors.IsFolder)] = DriftErrors.IsFolder("docs").Message,
        [nameof(DriftErrors.Unreadable)] = DriftErrors.Unreadable("logout.md", new UnreadablePageException("it has no text")).Message,
        [nameof(DriftErrors.NotJudged)] = string.Join(
            Environment.NewLine,
            NotJudged(Rocketchat, "Nothing of the contract is on the page."),
            NotJudged(Rocketchat with { Document = null }, "The contract has no document.")),
        [nameof(CertificateErrors.ReservedName)] = CertificateErrors.ReservedName("ca"),
        [nameof(CertificateErrors.KeyOfAuthority)] = CertificateErrors.KeyOfAuthority("certs/service.user.key").Message,
        [nameof(BaseErrors.NoDocuments)] = BaseErrors.NoDocuments("pages").Message,
        [nameof(InspectErrors.OfDiagram)] = string.Join(
            Environment.NewLine,
            InspectErrors.OfDiagram(draws: true, summary: true, flaws: true, release: false)
                .Concat(InspectErrors.OfDiagram(draws: false, summary: false, flaws: false, release: true))),
        [nameof(StateErrors.Connection)] = StateErrors.Connection("Couldn't set port (Parameter 'port')", Cause).Message,
        [nameof(StateErrors.SchemaName)] = StateErrors.SchemaName("My schema").Message,
        [nameof(StateErrors.TimeoutTooShort)] = StateErrors.TimeoutTooShort("--state-timeout").Message,
        [nameof(StateErrors.KeepTime)] = StateErrors.KeepTime("--state-keep", "soon").Message,
        [nameof(StateErrors.NeedsState)] = StateErrors.NeedsState("--replica").Message,
        [nameof(StateErrors.NotWithState)] = StateErrors.NotWithState("--watch").Message,
        [nameof(StateErrors.Rejected)] = StateErrors.Rejected("Its schema is of a later version.", Cause).Message,
        [nameof(StateErrors.NoSynchronousStandby)] = StateErrors.NoSynchronousStandby(),
        [nameof(StateErrors.NotReached)] = StateErrors.NotReached("The database cannot be reached: Connection refused."),
        [nameof(ServeErrors.NothingToOpen)] = ServeErrors.NothingToOpen("--no-page").Message,
        [nameof(ServeErrors.AdminTokenShort)] = ServeErrors.AdminTokenShort(8, 16, "0.0.0.0").Message,
        [nameof(CommonErrors.OutputLost)] = CommonErrors.OutputLost(Cause),
        [nameof(ServeErrors.DroppedLines)] = ServeErrors.DroppedLines(1),
        [nameof(ContractErrors.UnknownContract)] = ContractErrors.UnknownContract("rocketcat", ["edin", "rocketchat"]).Message,
        [nameof(InspectErrors.UnknownOperation)] = InspectErrors.UnknownOperation("logut", ["login", "logout"]).Message,
        [nameof(VerifyErrors.UnknownCase)] =
            VerifyErrors.UnknownCase("--only", "logut.*", VerificationCase.AllOf(Plans.Of("edin"))).Message,
        [nameof(TargetErrors.Url)] = TargetErrors.Url("--target", "chat.example.com").Message,
        [nameof(TargetErrors.CertificateWithoutKey)] = TargetErrors.CertificateWithoutKey("--cert", "--key").Message,
        [nameof(TargetErrors.BadCertificate)] = string.Join(
            Environment.NewLine,
            TargetErrors.BadCertificate("--cert", "me.pem", Cause).Message,
            TargetErrors.BadCertificate("--cacert", "ca.pem", Cause).Message),
        [nameof(TargetErrors.NoTarget)] = TargetErrors.NoTarget().Message,
        [nameof(TargetErrors.MockAndTarget)] = TargetErrors.MockAndTarget().Message,
        [nameof(TargetErrors.AdminOfOther)] = TargetErrors.AdminOfOther("live").Message,
        [nameof(TargetErrors.TargetOfWhich)] = TargetErrors.TargetOfWhich().Message,
        [nameof(TargetErrors.SameTarget)] = TargetErrors.SameTarget(new("http://127.0.0.1:8081")).Message,
        [nameof(TargetErrors.TwoTargets)] = TargetErrors.TwoTargets("edin").Message,
        [nameof(TargetErrors.ContractWithoutTarget)] = TargetErrors.ContractWithoutTarget("edin").Message,
        [nameof(TargetErrors.NotServedThere)] = TargetErrors.NotServedThere("edin", new("http://127.0.0.1:9100"), ["laravel"]).Message,
        [nameof(TargetErrors.NoAdmin)] = TargetErrors.NoAdmin(new("http://127.0.0.1:9100"), Cause).Message,
        [nameof(VerifyErrors.WouldEndSessions)] = string.Join(
            Environment.NewLine,
            VerifyErrors.WouldEndSessions(new("https://chat.example.com"), 12).Message,
            VerifyErrors.WouldEndSessions(new("https://chat.example.com"), 1).Message),
        [nameof(AccountErrors.NoNameAndValue)] = AccountErrors.NoNameAndValue("--set").Message,
        [nameof(AccountErrors.UnknownLoginInput)] = string.Join(
            Environment.NewLine,
            AccountErrors.UnknownLoginInput("--set", "passwort", [("crafter", ["password", "username"]), ("symphony", [])]).Message,
            AccountErrors.UnknownLoginInput("--credential", "tokn", [("laravel", ["token"])]).Message),
        [nameof(AccountErrors.CredentialAndLogin)] = AccountErrors.CredentialAndLogin("edin").Message,
        [nameof(AccountErrors.CredentialMissing)] = AccountErrors.CredentialMissing("rocketchat", ["userId"]),
        [nameof(AccountErrors.CredentialsUneven)] = AccountErrors.CredentialsUneven("rocketchat", "authToken", 2, 3),
        [nameof(AccountErrors.CommandAndCredential)] = AccountErrors.CommandAndCredential().Message,
        [nameof(AccountErrors.LoginCommand)] = AccountErrors.LoginCommand("laravel", "it ends with exit code 3").Message,
        [nameof(AccountErrors.NoClient)] = AccountErrors.NoClient("--client").Message,
        [nameof(AccountErrors.NoClients)] = AccountErrors.NoClients("--client", ["edin", "laravel"]).Message,
        [nameof(AccountErrors.OtherClientAlone)] = AccountErrors.OtherClientAlone("oauth2").Message,
        [nameof(AccountErrors.ClientIncomplete)] = AccountErrors.ClientIncomplete("client", "secret").Message,
        [nameof(PaceErrors.Rate)] = PaceErrors.Rate("10/hour"),
        [nameof(PaceErrors.Patience)] = PaceErrors.Patience("soon"),
        [nameof(AccountErrors.BadSecrets)] = AccountErrors.BadSecrets(
            [new("no-text", "secrets.yaml", new(2, 9), "no value for 'user'", "a string", "write the value after the name")]).Message,
        [nameof(VerifyErrors.LearnsOneContract)] = VerifyErrors.LearnsOneContract(5).Message,
        [nameof(VerifyErrors.LearnsIntoFolder)] = VerifyErrors.LearnsIntoFolder("out").Message,
        [nameof(VerifyErrors.NotLearned)] = VerifyErrors.NotLearned("out/learned.yaml", "the system's words.").Message,
        [nameof(CommonErrors.InvalidNumber)] = CommonErrors.InvalidNumber("--parallel", "many", 1, 256).Message,
        [nameof(ContractErrors.BadSpecs)] = ContractErrors.BadSpecs(
            [new("missing-field", "specs/edin/openapi.yaml", new(12, 3), "no 'port' in x-contract", "'port'", "add 'port: …'")]).Message,
        [nameof(StubErrors.NoFolder)] = StubErrors.NoFolder("my-stubs").Message,
        [nameof(StubErrors.BadStubs)] = StubErrors.BadStubs(
            [new("unknown-field", "my-stubs/a.json", new(3, 5), "unknown field 'requets' in the mapping", "one of request, response",
                "did you mean 'request'?")]).Message,
        [nameof(TelemetryErrors.CollectorUrl)] = TelemetryErrors.CollectorUrl("rocketchat").Message,
        [nameof(TelemetryErrors.CollectorSettings)] =
            TelemetryErrors.CollectorSettings("Headers provided in an invalid format.", Cause).Message,
        [nameof(TelemetryErrors.NotSent)] = TelemetryErrors.NotSent(
            "Exporter failed send data to collector to http://127.0.0.1:4318/v1/traces endpoint. Connection refused"),
        [nameof(TelemetryErrors.Sending)] = TelemetryErrors.Sending(new("http://me:secret@127.0.0.1:4318/v1/traces")),
        [nameof(ServeErrors.PortBase)] = ServeErrors.PortBase("70000", 1024, 65530).Message,
        [nameof(ServeErrors.PortsTaken)] =
            ServeErrors.PortsTaken([new TakenPort("edin", 9101), new TakenPort("admin", 9100)], "127.0.0.1").Message,
        [nameof(ServeErrors.CannotListen)] = ServeErrors.CannotListen("203.0.113.7", "Cannot assign requested address", Cause).Message,
        [nameof(ServeErrors.SharedPort)] = ServeErrors.SharedPort(9101, "edin", "other").Message,
        [nameof(ServeErrors.JournalSize)] = ServeErrors.JournalSize("many").Message,
        [nameof(ServeErrors.AdminUnprotected)] = ServeErrors.AdminUnprotected("0.0.0.0").Message,
        [nameof(ServeErrors.AdminToken)] = ServeErrors.AdminToken().Message,
        [nameof(ServeErrors.AdminTokenUnused)] = ServeErrors.AdminTokenUnused().Message,
        [nameof(WatchErrors.NothingToWatch)] = WatchErrors.NothingToWatch("/home/jane").Message,
        [nameof(WatchErrors.CannotWatch)] = WatchErrors.CannotWatch("my-specs",
            "The configured user limit (128) on the number of inotify instances has been reached", Cause).Message,
        [nameof(WatchErrors.KeepsOldContract)] = WatchErrors.KeepsOldContract("edin"),
        [nameof(WatchErrors.SpecGone)] = WatchErrors.SpecGone("my-specs/edin/openapi.yaml", "edin"),
        [nameof(WatchErrors.SpecAdded)] = WatchErrors.SpecAdded("my-specs/edin/openapi.yaml"),
        [nameof(WatchErrors.PortMoved)] = WatchErrors.PortMoved("edin", 9101, 9110),
        [nameof(WatchErrors.SessionsDiscarded)] = WatchErrors.SessionsDiscarded("edin"),
        [nameof(ServeErrors.BindAddress)] = ServeErrors.BindAddress("everywhere").Message,
        [nameof(ContractErrors.UnknownRelease)] = ContractErrors.UnknownRelease("9", [Rocketchat]).Message,
        [nameof(ContractErrors.UnknownReleaseOf)] = string.Join(
            Environment.NewLine,
            ContractErrors.UnknownReleaseOf("9", Rocketchat).Message,
            ContractErrors.UnknownReleaseOf("9", Edin).Message),
        [nameof(ContractErrors.ReleaseOfNotStarted)] = ContractErrors.ReleaseOfNotStarted("rocketchat", ["edin", "laravel"]).Message,
        [nameof(ContractErrors.TwoReleases)] = ContractErrors.TwoReleases("rocketchat", "6", "7").Message,
        [nameof(GenerateErrors.NoRepository)] = GenerateErrors.NoRepository("/home/jane").Message,
        [nameof(ContractErrors.NoSuchPath)] = ContractErrors.NoSuchPath("specs/edn").Message,
        [nameof(ContractErrors.NoSpecsIn)] = ContractErrors.NoSpecsIn("docs").Message,
        [nameof(ContractErrors.NoOverlay)] = ContractErrors.NoOverlay("fix.overlay.yaml").Message,
        [nameof(ContractErrors.OverlayOfNone)] =
            ContractErrors.OverlayOfNone("fix.overlay.yaml", "edn/openapi.yaml", ["specs/edin/openapi.yaml"]).Message,
        [nameof(ContractErrors.OverlayOfSeveral)] = ContractErrors.OverlayOfSeveral(
            "fix.overlay.yaml", "openapi.yaml", ["specs/edin/openapi.yaml", "specs/laravel/openapi.yaml"]).Message,
        [nameof(CommonErrors.File)] = CommonErrors.File("specs/edin/openapi.yaml", Cause).Message,
        [nameof(RunErrors.NoWorkflowFile)] = RunErrors.NoWorkflowFile("specs/edin/workflows.arazzo.yaml").Message,
        [nameof(RunErrors.RemoteSource)] = RunErrors.RemoteSource("my.arazzo.yaml", "https://example.com/openapi.yaml").Message,
        [nameof(RunErrors.NoSource)] = RunErrors.NoSource("my.arazzo.yaml", "./openapi.yml").Message,
        [nameof(RunErrors.WorkflowNames)] = RunErrors.WorkflowNames(["log-ot", "x"], ["log-in", "log-out"]).Message,
        [nameof(RunErrors.InputWithoutValue)] = RunErrors.InputWithoutValue(),
        [nameof(RunErrors.InputTwice)] = RunErrors.InputTwice("user"),
        [nameof(RunErrors.UnknownWorkflowInput)] = RunErrors.UnknownWorkflowInput("usr", ["password", "user"]),
        [nameof(RunErrors.InputMisfit)] = RunErrors.InputMisfit("log-in", "they must have required property 'user'"),
        [nameof(RunErrors.RunWantsYes)] = RunErrors.RunWantsYes("https://staging.example.com/").Message,
        [nameof(GenerateErrors.EmptyOutput)] = GenerateErrors.EmptyOutput().Message,
        [nameof(GenerateErrors.UnknownMarker)] =
            GenerateErrors.UnknownMarker("README.md", "<!-- variants:ediin -->", "ediin", ["edin", "rocketchat"]).Message,
        [nameof(GenerateErrors.OpenMarker)] =
            GenerateErrors.OpenMarker("README.md", "<!-- variants:edin -->", "<!-- /variants -->").Message,
        [nameof(FlawErrors.UnknownFlaw)] = FlawErrors.UnknownFlaw("token-survive", ["public-probe", "token-survives"]).Message,
        [nameof(FlawErrors.FlawOfReplicas)] = FlawErrors.FlawOfReplicas(FlawCatalog.Find("replica-late")!).Message,
        [nameof(FlawErrors.FlawShowsNowhere)] = FlawErrors.FlawShowsNowhere(FlawCatalog.Find("token-alone-suffices")!).Message,
        [nameof(ServeErrors.Flawed)] = ServeErrors.Flawed([FlawCatalog.Find("token-survives")!, FlawCatalog.Find("dies-later")!]),
        [nameof(AuditErrors.UnknownCheck)] = AuditErrors.UnknownCheck("--only", "T99", ["T0", "T1"]).Message,
        [nameof(AuditErrors.CheckMissing)] = AuditErrors.CheckMissing("--explain", "T15", "A contract has no words for it.").Message,
        [nameof(AuditErrors.InvalidTime)] = AuditErrors.InvalidTime("--max-latency", "soon").Message,
        [nameof(AuditErrors.WouldEndAuditedSessions)] = AuditErrors.WouldEndAuditedSessions(new("https://chat.example.com")).Message,
        [nameof(AuditErrors.NoRestartCommand)] = AuditErrors.NoRestartCommand().Message,
        [nameof(AuditErrors.ReplicaSilent)] =
            AuditErrors.ReplicaSilent(new("http://127.0.0.1:8082"), "The target does not answer: Connection refused").Message,
        [nameof(AuditErrors.AuditOfStubs)] = AuditErrors.AuditOfStubs().Message,
        [nameof(ClientAuditErrors.NoClientContract)] = ClientAuditErrors.NoClientContract().Message,
        [nameof(ClientAuditErrors.UnknownScenario)] = ClientAuditErrors.UnknownScenario("reset-afer", ["reset-after", "500"]),
        [nameof(ClientAuditErrors.ImpossibleScenario)] = ClientAuditErrors.ImpossibleScenario("truncation-after", "laravel"),
        [nameof(ClientAuditErrors.NoCommand)] = ClientAuditErrors.NoCommand(),
        [nameof(ClientAuditErrors.CommandAndSteps)] = ClientAuditErrors.CommandAndSteps(),
        [nameof(ClientAuditErrors.MissingSteps)] = ClientAuditErrors.MissingSteps(["--call", "--logout"]),
        [nameof(ClientAuditErrors.OpenQuote)] = ClientAuditErrors.OpenQuote("--call", "shop 'orders"),
        [nameof(ClientAuditErrors.EmptyCommand)] = ClientAuditErrors.EmptyCommand("--call"),
        [nameof(ClientAuditErrors.NoProgram)] = ClientAuditErrors.NoProgram("--call", "shp"),
        [nameof(ClientAuditErrors.UnknownPlaceholder)] =
            ClientAuditErrors.UnknownPlaceholder("command", "credential.tokn", ["base-url", "credential.token"]),
        [nameof(ClientAuditErrors.NoLogoutToAudit)] = ClientAuditErrors.NoLogoutToAudit("shop").Message,
        [nameof(ClientAuditErrors.NoTime)] = ClientAuditErrors.NoTime("--timeout", "0s").Message,
        [nameof(ClientAuditErrors.PortTaken)] = ClientAuditErrors.PortTaken(9105).Message,
        [nameof(ReportErrors.ReportWithoutFile)] = ReportErrors.ReportWithoutFile("html", ["junit", "html"]),
        [nameof(ReportErrors.UnknownReport)] = ReportErrors.UnknownReport("htm", ["junit", "html"]),
        [nameof(ReportErrors.SameReportFile)] = ReportErrors.SameReportFile("out/report.xml", "junit", "html"),
        [nameof(ReportErrors.NoReportFile)] = ReportErrors.NoReportFile("out"),
        [nameof(ReportErrors.ReportNotWritten)] =
            ReportErrors.ReportNotWritten("out/report.xml", "Access to the path '/srv/out' is denied."),
        [nameof(CommonErrors.All)] =
            CommonErrors.All([ReportErrors.UnknownReport("htm", ["junit", "html"]), ReportErrors.NoReportFile("out")]).Message,
        [nameof(CommonErrors.OptionNeeds)] = CommonErrors.OptionNeeds("--key", "--cert"),
        [nameof(CertificateErrors.NoCertificate)] = CertificateErrors.NoCertificate("server.pem", null).Message,
        [nameof(CertificateErrors.NoPrivateKey)] = CertificateErrors.NoPrivateKey("server.pem").Message,
        [nameof(CertificateErrors.NoKeyIn)] = CertificateErrors.NoKeyIn("server.key").Message,
        [nameof(CertificateErrors.KeyTwice)] = CertificateErrors.KeyTwice("server.p12", "server.key").Message,
        [nameof(CertificateErrors.CertificatePassword)] = string.Join(
            Environment.NewLine,
            CertificateErrors.CertificatePassword("server.p12", given: false).Message,
            CertificateErrors.CertificatePassword("server.p12", given: true).Message),
        [nameof(CertificateErrors.KeyDoesNotFit)] = CertificateErrors.KeyDoesNotFit("server.key", "server.pem").Message,
        [nameof(CertificateErrors.CertificateExpired)] =
            CertificateErrors.CertificateExpired("server.pem", new(2026, 11, 1, 12, 0, 0, DateTimeKind.Utc)),
        [nameof(CertificateErrors.CertificateNotYetValid)] =
            CertificateErrors.CertificateNotYetValid("server.pem", new(2027, 1, 1, 0, 0, 0, DateTimeKind.Utc)),
        [nameof(CertificateErrors.CertificateNotForServers)] = CertificateErrors.CertificateNotForServers("server.pem"),
        [nameof(CertificateErrors.AuthorityUnusable)] = CertificateErrors.AuthorityUnusable("ca/ca.key", "ca/ca.crt", Cause).Message,
        [nameof(CertificateErrors.KeyOpenToOthers)] = CertificateErrors.KeyOpenToOthers("ca/ca.key").Message,
        [nameof(CertificateErrors.NoCertificateHome)] = CertificateErrors.NoCertificateHome().Message,
        [nameof(CertificateErrors.CommonName)] = CertificateErrors.CommonName("a/b"),
        [nameof(ServeErrors.ReachableByOthers)] = ServeErrors.ReachableByOthers("0.0.0.0"),
        [nameof(CommonErrors.Bug)] = CommonErrors.Bug(new InvalidOperationException("Sequence contains no elements")),
        [nameof(GenerateErrors.NotFresh)] = GenerateErrors.NotFresh(2, "logout-contracts generate"),
        [nameof(InspectErrors.Problems)] = InspectErrors.Problems(3, 1, 5),
        [nameof(InspectErrors.Warnings)] = InspectErrors.Warnings(2),
    };

    private static string NotJudged(Contract contract, string reason) => DriftErrors.NotJudged(
        contract, new DocumentPage("logout.md", PageFormat.Markdown, 1, "", []), new([], []) { WhyNot = reason }).Message;

    [Test]
    public async Task Every_error_says_what_was_found_what_was_expected_and_what_to_do()
    {
        var all = new StringBuilder();
        foreach (var (name, text) in Samples.OrderBy(sample => sample.Key, StringComparer.Ordinal))
            all.Append(name).Append('\n').Append(text).Append("\n\n");
        await Snapshot.Verify(all.ToString(), nameof(CommandLineErrors));
    }

    [Test]
    public void Every_error_has_a_sample() =>
        Samples.Keys.Should().BeEquivalentTo(typeof(CommandLineApp).Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Errors", StringComparison.Ordinal))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Select(method => method.Name));

    [TestCase("", "Required command was not provided.")]
    [TestCase("srve", "Unrecognized command or argument 'srve'.")]
    [TestCase("serve --prt-base 9", "Unrecognized command or argument '--prt-base'. Did you mean '--port-base'?")]
    [TestCase("list --format xml", "Argument 'xml' not recognized. Must be one of: 'text' 'json'")]
    [TestCase("list rocketcat", "unknown contract 'rocketcat'; expected one of: ")]
    [TestCase("list rocketcat", " Did you mean 'rocketchat'?")]
    [TestCase("list --operation logut", "unknown operation 'logut'")]
    [TestCase("serve @response-file", "unknown contract '@response-file'")]
    [TestCase("serve nothing-like-it", "unknown contract 'nothing-like-it'")]
    [TestCase("serve --port-base", "Required argument missing for option: '--port-base'.")]
    [TestCase("serve --port-base x", "--port-base: 'x' is not a valid port base")]
    [TestCase("serve --port-base 80",
        "--port-base: '80' is not a valid port base; expected a number from 1024 to 65529, or 0 for free ports.")]
    [TestCase("serve --port-base 1", "--port-base: '1' is not a valid port base")]
    [TestCase("serve --port-base 1023", "--port-base: '1023' is not a valid port base")]
    [TestCase("serve edin --single-port --port-base 1023", "expected a number from 1024 to 65534, or 0 for free ports.")]
    [TestCase("serve --port-base 65530",
        "--port-base: '65530' is not a valid port base; expected a number from 1024 to 65529, or 0 for free ports.")]
    [TestCase("serve --port-base=-1", "--port-base: '-1' is not a valid port base")]
    [TestCase("serve edin --port-base 65535", "a number from 1024 to 65534, or 0 for free ports.")]
    [TestCase("serve --bind everywhere", "--bind: 'everywhere' is not an IP address")]
    [TestCase("serve --bind 1", "--bind: '1' is not an IP address")]
    [TestCase("serve crafter rocketchat --release 9",
        "no selected contract has a release '9'; expected one of: crafter (documented, 3.0.10, 3.0.27, 3.1.0, 3.1.4, 3.1.8, 3.1.10, "
        + "3.1.31, 4.0.1, 4.1.1, 4), rocketchat (6, 7.6, 7.7, 7, 8).")]
    [TestCase("serve edin --release 7", "no selected contract has a release '7'; none are known.")]
    [TestCase("serve --release edin=7", "'edin' answers alike in all releases, so '7' has no effect; remove the option.")]
    [TestCase("serve --release rocketchat=5", "'rocketchat' has no release '5'; expected one of: 6, 7.")]
    [TestCase("serve --release rocketcat=6", "unknown contract 'rocketcat'")]
    [TestCase("serve edin --release rocketchat=7", "'rocketchat' is not selected, only edin")]
    [TestCase("serve --release 6 --release 7", "'6' and '7' both apply to 'rocketchat'")]
    [TestCase("serve --journal many", "--journal: 'many' is not a valid number of requests")]
    [TestCase("serve --journal=-1", "--journal: '-1' is not a valid number of requests")]
    [TestCase("serve --journal 2147483648", "expected 0 (no journal) to 2147483647.")]
    [TestCase("serve --bind 0.0.0.0", "--bind: on 0.0.0.0, anyone who can reach this machine could control the mocks")]
    [TestCase("serve --otlp rocketchat", "--otlp: 'rocketchat' is not the URL of a collector")]
    [TestCase("serve --otlp localhost:4318", "--otlp: 'localhost:4318' is not the URL of a collector")]
    [TestCase("serve --otlp http://me:secret@127.0.0.1:4318", "--otlp: the URL (not shown) is not the URL of a collector")]
    [TestCase("serve --bind :: --journal 5",
        "expected an admin token (--admin-token TOKEN, or the environment variable LOGOUT_CONTRACTS_ADMIN_TOKEN), or --no-admin.")]
    [TestCase("serve --no-admin --admin-token t0k3n", "--admin-token cannot be combined with --no-admin")]
    [TestCase("serve --admin-token=t\u00f6ken", "the token (not shown) is empty, or has characters that a header cannot contain")]
    [TestCase("serve --watch", "--watch: there are no spec files to watch")]
    [TestCase("serve --single-port --port-base 65535", "a number from 1024 to 65534, or 0 for free ports.")]
    [TestCase("serve --cert server.pem", "error: --cert requires --tls; add --tls, or remove --cert.")]
    [TestCase("serve --tls --key server.key", "--key requires --cert")]
    [TestCase("serve --tls --cert-password secret", "--cert-password requires --cert")]
    [TestCase("serve --tls --cert nowhere.pem", "cannot read or write 'nowhere.pem'")]
    [TestCase("certs --client a/b", "--client: 'a/b' is not a supported common name")]
    [TestCase("certs --expired", "--expired requires --client")]
    [TestCase("certs --password secret", "--password requires --client")]
    [TestCase("serve --log xml", "Argument 'xml' not recognized. Must be one of:")]
    [TestCase("serve --state Hots=localhost", "--state: the connection string (not shown) is invalid: ")]
    [TestCase("serve --state Host=localhost --state-schema 1st", "--state-schema: '1st' is not a valid name")]
    [TestCase("serve --state Host=localhost --state-timeout 0", "--state-timeout: 0 leaves no time to ask the database")]
    [TestCase("serve --state Host=localhost --state-timeout soon", "--state-timeout: 'soon'")]
    [TestCase("serve --state Host=localhost --state-keep 0s", "--state-keep: '0s' is not a valid time")]
    [TestCase("serve --state Host=localhost --state-keep 4000d", "--state-keep: '4000d' is not a valid time")]
    [TestCase("serve --state Host=localhost --state-keep 7", "--state-keep: '7' is not a valid time")]
    [TestCase("serve --state-keep 7d", "--state-keep has no effect without a shared state")]
    [TestCase("serve --state-unlogged", "--state-unlogged has no effect without a shared state")]
    [TestCase("serve --replica one", "--replica has no effect without a shared state")]
    [TestCase("serve edin --state Host=localhost --flaw token-survives", "--flaw cannot be combined with --state")]
    [TestCase("serve --specs nowhere", "'nowhere' does not exist")]
    [TestCase("serve --specs .", "no spec in '.'")]
    [TestCase("list --specs .", "no spec in '.'")]
    [TestCase("generate", "no LogoutContracts.sln in")]
    [TestCase("generate --chek", "Unrecognized command or argument '--chek'.")]
    [TestCase("verify", "no target; expected a provider")]
    [TestCase("verify edin --target 127.0.0.1:8080", "--target: '127.0.0.1:8080' is not a base URL")]
    [TestCase("verify edin --target http://jane:secret@127.0.0.1",
        "is not a base URL; expected http:// or https:// with a host, optionally a port and a path, but no query and no user.")]
    [TestCase("verify --target http://127.0.0.1:1", "--target: it is not clear which contract this URL is for")]
    [TestCase("verify --target edin=http://127.0.0.1:1 --target edin=http://127.0.0.1:2", "--target: 'edin' has two targets")]
    [TestCase("verify laravel --target edin=http://127.0.0.1:1", "'laravel' is selected, but has no target")]
    [TestCase("verify --target ediin=http://127.0.0.1:1", "unknown contract 'ediin'")]
    [TestCase("verify --mock --kind live", "--mock cannot be combined with --target, --admin or --kind")]
    [TestCase("verify edin --target http://127.0.0.1:1 --admin http://127.0.0.1:2 --kind live",
        "--admin cannot be combined with --kind live")]
    [TestCase("verify --admin http://127.0.0.1:1", "--admin: no mock answers at http://127.0.0.1:1/")]
    [TestCase("verify edin --mock --only logut.*",
        "--only: no case matches 'logut.*'; expected an id such as edin.requestToken.user-unknown")]
    [TestCase("verify edin --mock --skip nothing", "--skip: no case matches 'nothing'")]
    [TestCase("verify edin --mock --set passwort=x",
        "--set: unknown name 'passwort'; expected one of: edin: email, password. Did you mean 'password'?")]
    [TestCase("verify edin --mock --set password", "is not of the form NAME=VALUE")]
    [TestCase("verify edin --mock --credential token=x", "--credential: unknown name 'token'; expected one of: edin: SID.")]
    [TestCase("verify edin --mock --credential SID=x --set email=y", "--credential: 'edin' also has login inputs")]
    [TestCase("verify rocketchat --mock --credential authToken=x", "--credential: a session of 'rocketchat' also needs userId")]
    [TestCase("verify edin --mock --secrets nowhere.yaml", "cannot read or write 'nowhere.yaml'")]
    [TestCase("verify edin --mock --cert me.pem", "--cert requires --key")]
    [TestCase("verify edin --mock --cert me.pem --key me.key", "--cert: 'me.pem' cannot be used: ")]
    [TestCase("verify edin --mock --cacert ca.pem", "--cacert: 'ca.pem' cannot be used: ")]
    [TestCase("verify edin --mock --parallel 0", "--parallel: '0' is not a valid number; expected 1 to 256.")]
    [TestCase("verify edin --mock --timeout soon", "--timeout: 'soon' is not a valid number")]
    [TestCase("verify edin --mock --retries=-1", "--retries: '-1' is not a valid number")]
    [TestCase("verify edin --target https://docflow.example.com", "https://docflow.example.com/ is not this machine, and ")]
    [TestCase("lint nowhere", "'nowhere' does not exist")]
    [TestCase("lint .", "no spec in '.'")]
    public async Task Wrong_use_ends_with_2_and_says_why_on_stderr_alone(string commandLine, string message)
    {
        using var command = new CommandLineRun();
        var result = await command.RunAsync(commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        result.Code.Should().Be(ExitCodes.UsedWrongly);
        result.Error.Should().Contain(message).And.StartWith("error: ").And.NotContain("   at ");
        result.Out.Should().BeEmpty();
    }

    [Test]
    public async Task An_empty_token_is_none_and_that_is_said()
    {
        using var command = new CommandLineRun();
        (await command.RunAsync("serve", "--admin-token", ""))
            .Should().BeEquivalentTo(new { Code = ExitCodes.UsedWrongly, Error = ServeErrors.AdminToken().Message + Environment.NewLine });
    }

    [TestCase("list")]
    [TestCase("serve")]
    public async Task A_broken_built_in_spec_is_reported_and_not_thrown(string verb)
    {
        using var command =
            new CommandLineRun { BuiltIn = () => [new(new("specs/edin/openapi.yaml", "openapi: 3.1.1"u8.ToArray()), null)] };
        var result = await command.RunAsync(verb);
        result.Code.Should().Be(ExitCodes.UsedWrongly);
        result.Error.Should().Contain("specs/edin/openapi.yaml:1:1: missing-field")
            .And.EndWith($"error: these specs have problems; fix those above.{Environment.NewLine}");
    }

    [Test]
    public async Task Of_the_built_in_specs_only_those_that_are_asked_for_are_read()
    {
        var broken = new SpecFiles(new("specs/broken/openapi.yaml", "{"u8.ToArray()), null);
        using var command = new CommandLineRun { BuiltIn = () => [.. SpecCatalog.BuiltInFiles(), broken] };
        (await command.RunAsync("list", "edin")).Code.Should().Be(ExitCodes.Fine);
    }

    [Test]
    public async Task Two_contracts_with_one_port_are_not_started()
    {
        var edin = SpecCatalog.BuiltInFiles().First(files => files.Spec.Name is "specs/edin/openapi.yaml");
        var twin = Encoding.UTF8.GetString(edin.Spec.Utf8.Span).Replace("id: edin", "id: twin", StringComparison.Ordinal);
        using var command =
            new CommandLineRun { BuiltIn = () => [edin, new(new("specs/twin/openapi.yaml", Encoding.UTF8.GetBytes(twin)), null)] };
        var result = await command.RunAsync("serve");
        result.Code.Should().Be(ExitCodes.UsedWrongly);
        result.Error.Should().Contain("the contracts 'edin' and 'twin' both use port 9101");
    }

    [Test]
    public async Task A_bug_shows_its_whole_exception_and_ends_with_70()
    {
        using var command = new CommandLineRun { BuiltIn = () => throw new InvalidOperationException("the bug") };
        var result = await command.RunAsync("list");
        result.Code.Should().Be(ExitCodes.Bug);
        result.Error.Should().Contain("the bug").And.Contain("   at ");
        result.Out.Should().BeEmpty();
    }
}
