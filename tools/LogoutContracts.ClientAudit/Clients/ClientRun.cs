using System.Security.Cryptography.X509Certificates;

namespace LogoutContracts.ClientAudit.Clients;

/// <summary>What a client gets for one run: a mock of its own, an account and a session.</summary>
public sealed class ClientRun
{
    internal ClientRun(
        Uri baseAddress, IReadOnlyDictionary<string, string> account, IReadOnlyDictionary<string, string> session, string folder,
        string scenario)
    {
        BaseAddress = baseAddress;
        Account = account;
        Session = session;
        Folder = folder;
        Scenario = scenario;
    }

    /// <summary>The URL that the paths of the contract are appended to.</summary>
    public Uri BaseAddress { get; }

    /// <summary>What a login needs, by the names that the contract's login has, such as "user" and "password".</summary>
    public IReadOnlyDictionary<string, string> Account { get; }

    /// <summary>The credentials and ids of a session that is already open, for clients that do not log in.</summary>
    public IReadOnlyDictionary<string, string> Session { get; }

    /// <summary>A folder for the client's files. It is the same for all steps of a scenario, and deleted afterwards.</summary>
    public string Folder { get; }

    /// <summary>The name of the scenario, such as "reset-after".</summary>
    public string Scenario { get; }

    /// <summary>The CA to trust if the mock uses TLS; otherwise null.</summary>
    public X509Certificate2? Authority { get; init; }

    /// <summary>Takes what the client logs. The audit looks for credentials in it.</summary>
    public TextWriter Output { get; } = new ClientLog();
}
