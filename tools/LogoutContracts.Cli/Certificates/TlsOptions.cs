using System.CommandLine;
using System.Net;
using System.Security.Cryptography;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Files;
using LogoutContracts.MockServer.Tls;
using LogoutContracts.Mocks.Listing;
using LogoutContracts.Mocks.Plans;

namespace LogoutContracts.Cli.Certificates;

/// <summary>The options by which <c>serve</c> speaks TLS.</summary>
internal sealed class TlsOptions
{
    private readonly Option<bool> tls = new("--tls") { Description = "HTTPS, with client certificates where a contract asks for them; the CA of this user vouches for both, and is made at first" };
    private readonly Option<string?> certificate = new("--cert") { HelpName = "FILE", Description = "With --tls: a server certificate of your own, in PEM (with its chain) or PKCS#12" };
    private readonly Option<string?> key = new("--key") { HelpName = "FILE", Description = "With --cert: its private key, in PEM, where it is not in the same file" };
    private readonly Option<string?> password = new("--cert-password") { HelpName = "P", Description = $"With --cert: what opens it; or the variable {EnvironmentVariables.CertificatePassword}, which others cannot see" };
    private readonly Option<string?> home = CertificateFolder.Option();

    public IEnumerable<Option> All => [tls, certificate, key, password, home];

    /// <returns>Null: plain HTTP.</returns>
    /// <exception cref="UserErrorException">Something is wrong with the certificate, or the CA.</exception>
    public TlsChoice? Choose(CommandContext context, ParseResult parsed, IPAddress bind, IReadOnlyList<MockPlan> plans)
    {
        var (own, ownKey, ownPassword) = (parsed.GetValue(certificate), parsed.GetValue(key), parsed.GetValue(password));
        CertificateChecks.Require(Misplaced(parsed.GetValue(tls), own, ownKey, ownPassword));
        if (!parsed.GetValue(tls))
            return null;
        var ownCertificate = own is null ? null : ServerCertificate.Read(context, own, ownKey, ownPassword ?? (context.Variable(EnvironmentVariables.CertificatePassword) is { Length: > 0 } variable ? variable : null));
        var folder = CertificateFolder.Choose(context, parsed.GetValue(home));
        var authority = DevelopmentAuthority.Open(context, folder);
        var files = new CurlFiles(ownCertificate is null ? folder.Certificate : TrustOf(context, ownCertificate, folder), folder.Clients);
        ClientExport.Write(context, authority, files, plans.SelectMany(ClientCertificate.AllOf).Distinct(), password: null);
        return new(ownCertificate is null ? ServerTls.Of(authority, bind) : new(ownCertificate.Certificate, ownCertificate.Chain, [authority.Certificate]), files);
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

    // curl reads no trust from PKCS#12, and its path may be relative to another folder than the one in which the line is pasted.
    private static string TrustOf(CommandContext context, ServerCertificate own, CertificateFolder folder)
    {
        var path = Path.Combine(folder.Folder, $"server-{Convert.ToHexStringLower(SHA256.HashData(own.Certificate.RawData).AsSpan(0, 8))}.crt");
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

/// <param name="Files">What lines to paste name.</param>
internal sealed record TlsChoice(ServerTls Tls, CurlFiles Files);
