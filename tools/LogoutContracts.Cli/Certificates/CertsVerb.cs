using System.CommandLine;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Files;
using LogoutContracts.MockServer.Tls;
using LogoutContracts.Mocks.Listing;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Cli.Certificates;

/// <summary><c>certs</c>: hands out the development CA, and client certificates by it.</summary>
internal static class CertsVerb
{
    public static Command Create(CommandContext context)
    {
        var clients = new Option<string[]>("--client") { HelpName = "NAME", Description = "Make a client certificate of this common name, in PEM and PKCS#12; may be repeated" };
        var expired = new Option<bool>("--expired") { Description = "With --client: certificates that were good until yesterday, which a handshake must refuse" };
        var output = new Option<string?>("--out") { HelpName = "DIR", Description = "Put the files here, the CA's certificate with them [default: beside the CA]" };
        var password = new Option<string?>("--password") { HelpName = "P", Description = $"With --client: of the PKCS#12; or the variable {EnvironmentVariables.Pkcs12Password}, which others cannot see [default: {ClientExport.DefaultPassword}]" };
        var home = CertificateFolder.Option();
        var verb = new Verb(
            "certs", "Print where the certificate of the development CA is, which 'serve --tls' uses, and make client certificates by it, with how to use them.",
            "certs", "certs --client service.user --out certs", "certs --client service.user --expired")
        {
            clients, expired, output, password, home,
        };
        verb.SetAction(parsed => Export(
            context, new(CertificateFolder.Choose(context, parsed.GetValue(home)), parsed.GetValue(clients) ?? [], parsed.GetValue(expired), parsed.GetValue(output)),
            parsed.GetValue(password), context.Variable(EnvironmentVariables.Pkcs12Password)));
        return verb;
    }

    private static int Export(CommandContext context, CertsRequest asked, string? password, string? variable)
    {
        CertificateChecks.Require(Misused(asked, password));
        var authority = DevelopmentAuthority.Open(context, asked.Home);
        var files = asked.Files(context);
        var clients = asked.Names.Distinct(StringComparer.Ordinal).Select(name => new ClientCertificate(name, asked.AreExpired)).ToList();
        password ??= string.IsNullOrEmpty(variable) ? null : variable;
        if (asked.Output is not null || clients.Count > 0)
            ClientExport.Write(context, authority, files, clients, password ?? ClientExport.DefaultPassword);
        if (asked.Output is not null)
            CopyAuthority(context, authority.Certificate.ExportCertificatePem(), files.Authority);
        CertsText.Write(context.Out, files, clients, authority.Certificate.NotAfter, password is null);
        return ExitCodes.Fine;
    }

    private static IEnumerable<string> Misused(CertsRequest asked, string? password)
    {
        foreach (var name in asked.Names.Where(name => !CommonNames.IsName(name)))
            yield return CertificateErrors.CommonName(name);
        if (asked.Names.Count > 0)
            yield break;
        if (asked.AreExpired)
            yield return CommonErrors.OptionNeeds("--expired", "--client");
        if (password is not null)
            yield return CommonErrors.OptionNeeds("--password", "--client");
    }

    private static void CopyAuthority(CommandContext context, string pem, string path)
    {
        try
        {
            OwnerFiles.Replace(path, isSecret: false, System.Text.Encoding.ASCII.GetBytes(pem));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommonErrors.File(context.Shown(path), e);
        }
    }

    /// <param name="Output">As on the command line; null: beside the CA.</param>
    private sealed record CertsRequest(CertificateFolder Home, IReadOnlyList<string> Names, bool AreExpired, string? Output)
    {
        public CurlFiles Files(CommandContext context) =>
            Output is null ? new(Home.Certificate, Home.Clients) : new(Path.Combine(context.Full(Output), CurlFiles.AuthorityName), context.Full(Output));
    }
}
