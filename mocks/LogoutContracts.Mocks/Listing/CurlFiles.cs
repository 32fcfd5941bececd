using LogoutContracts.Mocks.Plans;

namespace LogoutContracts.Mocks.Listing;

/// <summary>Where a line for a shell finds certificates and keys.</summary>
/// <param name="Authority">Who vouches for the server, a file.</param>
/// <param name="Folder">Of the clients' certificates and keys; empty: where the line is pasted.</param>
public sealed record CurlFiles(string Authority, string Folder)
{
    /// <summary>Name of the file that says whom to trust.</summary>
    public const string AuthorityName = "ca.crt";

    /// <summary>As they lie where somebody has exported them to, and stands.</summary>
    public static CurlFiles Here { get; } = new(AuthorityName, "");

    /// <summary>Of a client's certificate, in PEM.</summary>
    public string CertificateOf(ClientCertificate client) => Path.Join(Folder, $"{client.FileName}.pem");

    /// <summary>Of a client's key, in PEM.</summary>
    public string KeyOf(ClientCertificate client) => Path.Join(Folder, $"{client.FileName}.key");

    /// <summary>Of a client's certificate and key, in PKCS#12.</summary>
    public string Pkcs12Of(ClientCertificate client) => Path.Join(Folder, $"{client.FileName}.p12");

    /// <summary>What curl must be told.</summary>
    /// <param name="client">Null: it presents nothing.</param>
    public string Options(ClientCertificate? client) =>
        $"--cacert {CurlCommand.Quoted(Authority)}{(client is null ? "" : $" --cert {CurlCommand.Quoted(CertificateOf(client))} --key {CurlCommand.Quoted(KeyOf(client))}")}";
}
