using System.CommandLine;
using System.Net;
using System.Security.Cryptography;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Files;
using LogoutContracts.Mocks.Listing;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer.Tls;

namespace LogoutContracts.Cli.Certificates;

/// <summary>The options of <c>serve</c> for TLS.</summary>
internal sealed class TlsOptions
{
    private readonly Option<bool> tls = new("--tls")
    {
        Description = "Serve HTTPS, and request client certificates if a contract uses them. " +
            "Your development CA, created at first use, signs both",
    };

    private readonly Option<string?> certificate = new("--cert")
    {
        HelpName = "FILE",
        Description = "With --tls: your own server certificate, in PEM (with its chain) or PKCS#12",
    };

    private readonly Option<string?> key = new("--key")
    {
        HelpName = "FILE",
        Description = "With --cert: its private key in PEM, if it is in another file",
    };

    private readonly Option<string?> password = new("--cert-password")
    {
        HelpName = "P",
        Description = $"With --cert: the password of the file; or set {EnvironmentVariables.CertificatePassword}, which is safer",
    };

    private readonly Option<string?> home = CertificateFolder.Option();

    public IEnumerable<Option> All => [tls, certificate, key, password, home];

    /// <returns>Null for plain HTTP.</returns>
    /// <exception cref="UserErrorException">The options, the certificate or the CA cannot be used.</exception>
    public TlsChoice? Choose(CommandContext context, ParseResult parsed, IPAddress bind, IReadOnlyList<MockPlan> plans)
    {
        var (own, ownKey, ownPassword) = (parsed.GetValue(certificate), parsed.GetValue(key), parsed.GetValue(password));
        CertificateChecks.Require(Misplaced(parsed.GetValue(tls), own, ownKey, ownPassword));
        if (!parsed.GetValue(tls))
            return null;
        var variable = context.Variable(EnvironmentVariables.CertificatePassword);
        var secret = ownPassword ?? (string.IsNullOrEmpty(variable) ? null : variable);
        var ownCertificate = own is null ? null : ServerCertificate.Read(context, own, ownKey, secret);
        var folder = CertificateFolder.Choose(context, parsed.GetValue(home));
        var authority = DevelopmentAuthority.Open(context, folder);
        var trust = ownCertificate is null ? folder.Certificate : TrustOf(context, ownCertificate, folder);
        var files = new CurlFiles(trust, folder.Clients);
        ClientExport.WriteMissing(context, authority, files, plans.SelectMany(ClientCertificate.AllOf).Distinct());
        ServerTls server = ownCertificate is null
            ? ServerTls.Of(authority, bind)
            : new(ownCertificate.Certificate, ownCertificate.Chain, [authority.Certificate]);
        return new(server, files);
    }

    private static IEnumerable<string> Misplaced(bool tls, string? certificate, string? key, string? password)
    {
        if (certificate is not null && !tls)
            yield return CommonErrors.OptionNeeds("--cert", "--tls");
        if (key is not null && certificate is null)
            yield return CommonErrors.OptionNeeds("--key", "--cert");
        if (password is not null && certificate is null)
            yield return CommonErrors.OptionNeeds("--cert-password", "--cert");
    }

    // Write PEM to an absolute path: curl cannot read CAs from PKCS#12, and the user may paste the command in another folder.
    private static string TrustOf(CommandContext context, ServerCertificate own, CertificateFolder folder)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(own.Certificate.RawData).AsSpan(0, 8));
        var path = Path.Combine(folder.Folder, $"server-{hash}.crt");
        try
        {
            OwnerFiles.Replace(path, isSecret: false, System.Text.Encoding.ASCII.GetBytes(own.TrustPem()));
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommonErrors.File(context.Shown(path), e);
        }
    }
}

/// <param name="Files">The files that printed commands refer to.</param>
internal sealed record TlsChoice(ServerTls Tls, CurlFiles Files);
