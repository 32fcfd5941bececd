using LogoutContracts.Mocks.Plans;

namespace LogoutContracts.Mocks.Listing;

/// <summary>The certificate and key files that a curl command refers to.</summary>
/// <param name="Authority">Path of the CA certificate to trust.</param>
/// <param name="Folder">Folder of the client certificates and keys; empty for the current directory.</param>
public sealed record CurlFiles(string Authority, string Folder)
{
    /// <summary>File name of an exported CA certificate.</summary>
    public const string AuthorityName = "ca.crt";

    /// <summary>Exported files in the current directory.</summary>
    public static CurlFiles Here { get; } = new(AuthorityName, "");

    /// <summary>Path of a client's certificate, in PEM.</summary>
    public string CertificateOf(ClientCertificate client) => Path.Join(Folder, $"{client.FileName}.pem");

    /// <summary>Path of a client's private key, in PEM.</summary>
    public string KeyOf(ClientCertificate client) => Path.Join(Folder, $"{client.FileName}.key");

    /// <summary>Path of a client's certificate and private key, in PKCS#12.</summary>
    public string Pkcs12Of(ClientCertificate client) => Path.Join(Folder, $"{client.FileName}.p12");

    /// <summary>The TLS options of a curl command.</summary>
    /// <param name="client">The client certificate to present, or null.</param>
    public string Options(ClientCertificate? client)
    {
        var authority = $"--cacert {CurlCommand.Quoted(Authority)}";
        return client is null
            ? authority
            : $"{authority} --cert {CurlCommand.Quoted(CertificateOf(client))} --key {CurlCommand.Quoted(KeyOf(client))}";
    }
}
