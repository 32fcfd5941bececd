namespace LogoutContracts.Cli.Context;

/// <summary>
/// The environment variables that the program reads. Secrets are better there than on the command line, which every user of the machine can see.
/// </summary>
internal static class EnvironmentVariables
{
    /// <summary>The token of the admin port.</summary>
    public const string AdminToken = "LOGOUT_CONTRACTS_ADMIN_TOKEN";

    /// <summary>The folder of the development CA.</summary>
    public const string CertificateFolder = "LOGOUT_CONTRACTS_CA_DIR";

    /// <summary>The password of the server certificate or its key.</summary>
    public const string CertificatePassword = "LOGOUT_CONTRACTS_CERT_PASSWORD";

    /// <summary>The password of the PKCS#12 files that <c>certs</c> writes.</summary>
    public const string Pkcs12Password = "LOGOUT_CONTRACTS_P12_PASSWORD";

    /// <summary>Prefix of the inputs of the user's login.</summary>
    public const string SetPrefix = "LOGOUT_CONTRACTS_SET_";

    /// <summary>Prefix of the inputs of a second user's login.</summary>
    public const string SetOtherPrefix = "LOGOUT_CONTRACTS_SET_OTHER_";

    /// <summary>Prefix of the parts of a session that is open already.</summary>
    public const string CredentialPrefix = "LOGOUT_CONTRACTS_CREDENTIAL_";
}
