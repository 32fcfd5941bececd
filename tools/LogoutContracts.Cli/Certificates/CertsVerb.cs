using System.CommandLine;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Files;
using LogoutContracts.Mocks.Listing;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Cli.Certificates;

/// <summary><c>certs</c>: prints the development CA, and issues client certificates.</summary>
internal static class CertsVerb
{
    public static Command Create(CommandContext context)
    {
        var clients = new Option<string[]>("--client")
        {
            HelpName = "NAME",
            Description = "Issue a client certificate with this common name, in PEM and PKCS#12; repeatable",
        };
        var expired = new Option<bool>("--expired") { Description = "With --client: issue certificates that expired yesterday" };
        var output = new Option<string?>("--out")
        {
            HelpName = "DIR",
            Description = "Folder for the certificates and a copy of the CA's certificate [default: next to the CA]",
        };
        var password = new Option<string?>("--password")
        {
            HelpName = "P",
            Description = $"With --client: password of the PKCS#12 file; or set {EnvironmentVariables.Pkcs12Password}, which is safer " +
                $"[default: {ClientExport.DefaultPassword}]",
        };
        var home = CertificateFolder.Option();
        var verb = new Verb(
            "certs", "Print where the development CA of 'serve --tls' is, issue client certificates, and show how to use them.",
            "certs", "certs --client service.user --out certs", "certs --client service.user --expired")
        {
            clients, expired, output, password, home,
        };
        verb.SetAction(parsed => Export(
            context,
            new(
                CertificateFolder.Choose(context, parsed.GetValue(home)), parsed.GetValue(clients) ?? [], parsed.GetValue(expired),
                parsed.GetValue(output)),
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
        foreach (var name in asked.Names.Where(CertificateFolder.IsReserved))
            yield return CertificateErrors.ReservedName(name);
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

    /// <param name="Output">As on the command line; null: next to the CA.</param>
    private sealed record CertsRequest(CertificateFolder Home, IReadOnlyList<string> Names, bool AreExpired, string? Output)
    {
        public CurlFiles Files(CommandContext context) =>
                Output is null
                    ? new(Home.Certificate, Home.Clients)
                    : new(Path.Combine(context.Full(Output), CurlFiles.AuthorityName), context.Full(Output));
    }
}
