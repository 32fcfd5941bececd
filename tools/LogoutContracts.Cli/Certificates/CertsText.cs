using System.Globalization;
using LogoutContracts.Mocks;
using LogoutContracts.Mocks.Listing;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs;

namespace LogoutContracts.Cli.Certificates;

/// <summary>Where certificates are, and how they are used.</summary>
internal static class CertsText
{
    /// <param name="usesDefault">Whether the password is the one that everybody knows; another one is not shown.</param>
    public static void Write(TextWriter output, CurlFiles files, IReadOnlyList<ClientCertificate> clients, DateTime authorityEnds, bool usesDefault)
    {
        var password = usesDefault ? ClientExport.DefaultPassword : "PASSWORD";
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"CA           {files.Authority}  (until {authorityEnds.ToUniversalTime():yyyy-MM-dd})"));
        foreach (var client in clients)
        {
            output.WriteLine($"client       {client.CommonName}{(client.IsExpired ? ", expired" : "")}");
            output.WriteLine($"certificate  {files.CertificateOf(client)}");
            output.WriteLine($"key          {files.KeyOf(client)}");
            output.WriteLine($"PKCS#12      {files.Pkcs12Of(client)}  ({(usesDefault ? $"password {ClientExport.DefaultPassword}" : "with the password that was given")})");
        }

        var known = SpecCatalog.BuiltIn.SelectMany(contract => contract.Sessions.Users.All).Distinct(StringComparer.Ordinal).ToList();
        foreach (var client in clients.Where(client => !known.Contains(client.CommonName, StringComparer.Ordinal)))
            output.WriteLine($"# To the built-in contracts {client.CommonName} is an unknown user; they know {string.Join(", ", known)}.");
        output.WriteLine();
        output.WriteLine("# curl");
        output.WriteLine(clients.Count == 0 ? $"curl {files.Options(null)} https://127.0.0.1:9101" : Curl(files, clients[0]));
        if (clients.Count > 0)
            output.WriteLine($"# curl, by the PKCS#12: in the place of --cert and --key{Environment.NewLine}#   --cert-type P12 --cert '{files.Pkcs12Of(clients[0])}:{password}'");
        output.WriteLine();
        output.WriteLine("# HttpClient");
        foreach (var line in Code(files, clients, password))
            output.WriteLine(line);
    }

    // The login of the contract that knows this user, if one does: that is what most want to try first.
    private static string Curl(CurlFiles files, ClientCertificate client)
    {
        foreach (var plan in SpecCatalog.BuiltIn.Select(contract => MockPlanner.Plan(contract).Require().OverTls()))
        {
            if (plan.Variants.FirstOrDefault(variant => variant.IsDefault && variant.Variant.Opens && string.Equals(ClientCertificate.Of(plan, variant)?.CommonName, client.CommonName, StringComparison.Ordinal)) is { } login)
                return CurlCommand.Of(login.SeededRequest(), VariantWords.BaseUrl(plan), $"-i {files.Options(client)}");
        }

        return $"curl -i {files.Options(client)} https://127.0.0.1:9104";
    }

    private static IEnumerable<string> Code(CurlFiles files, IReadOnlyList<ClientCertificate> clients, string password)
    {
        yield return "var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };";
        yield return $"""trust.CustomTrustStore.Add(X509CertificateLoader.LoadCertificateFromFile(@"{files.Authority}"));""";
        yield return "var handler = new SocketsHttpHandler();";
        yield return "handler.SslOptions.CertificateChainPolicy = trust;";
        if (clients.Count > 0)
            yield return $"""handler.SslOptions.ClientCertificates = [X509CertificateLoader.LoadPkcs12FromFile(@"{files.Pkcs12Of(clients[0])}", "{password}")];""";
        yield return "using var client = new HttpClient(handler);";
    }
}
