namespace LogoutContracts.Cli.Context;

/// <summary>
/// The environment variables that the program reads. Prefer them for secrets: other users of the machine can see command lines.
/// </summary>
internal static class EnvironmentVariables
{
    /// <summary>Token of the admin port.</summary>
    public const string AdminToken = "LOGOUT_CONTRACTS_ADMIN_TOKEN";

    /// <summary>Connection string of the database with the shared state.</summary>
    public const string State = "LOGOUT_CONTRACTS_STATE";

    /// <summary>Folder of the development CA.</summary>
    public const string CertificateFolder = "LOGOUT_CONTRACTS_CA_DIR";

    /// <summary>Password of the server certificate or its key.</summary>
    public const string CertificatePassword = "LOGOUT_CONTRACTS_CERT_PASSWORD";

    /// <summary>Password of the PKCS#12 files that <c>certs</c> writes.</summary>
    public const string Pkcs12Password = "LOGOUT_CONTRACTS_P12_PASSWORD";

    /// <summary>Prefix of the login inputs of the user.</summary>
    public const string SetPrefix = "LOGOUT_CONTRACTS_SET_";

    /// <summary>Prefix of the login inputs of a second user.</summary>
    public const string SetOtherPrefix = "LOGOUT_CONTRACTS_SET_OTHER_";

    /// <summary>Prefix of the credentials of an open session.</summary>
    public const string CredentialPrefix = "LOGOUT_CONTRACTS_CREDENTIAL_";

    /// <summary>The target's OAuth client, as ID:SECRET.</summary>
    public const string Client = "LOGOUT_CONTRACTS_CLIENT";

    /// <summary>A second OAuth client of the target, as ID:SECRET.</summary>
    public const string ClientOther = "LOGOUT_CONTRACTS_CLIENT_OTHER";

    /// <summary>Prefix of what an audited client gets: base URL, account and credentials.</summary>
    public const string ClientPrefix = "LOGOUT_CONTRACTS_";

    /// <summary>Set by GitHub Actions: the folder of the checkout.</summary>
    public const string Workspace = "GITHUB_WORKSPACE";

    /// <summary>Given to the login command: the contract's id.</summary>
    public const string LoginContract = "LOGOUT_CONTRACTS_LOGIN_CONTRACT";

    /// <summary>Given to the login command: the kind of session; empty if the contract has no kinds.</summary>
    public const string LoginKind = "LOGOUT_CONTRACTS_LOGIN_KIND";

    /// <summary>Given to the login command: <c>first</c> or <c>other</c>.</summary>
    public const string LoginUser = "LOGOUT_CONTRACTS_LOGIN_USER";
}
