using System.Globalization;
using LogoutContracts.Mocks;
using LogoutContracts.Mocks.Listing;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs;

namespace LogoutContracts.Cli.Certificates;

/// <summary>The output of <c>certs</c>: the files, and how to use them.</summary>
internal static class CertsText
{
    /// <param name="usesDefault">Whether the password is the default one; any other password is not shown.</param>
    public static void Write(
        TextWriter output, CurlFiles files, IReadOnlyList<ClientCertificate> clients, DateTime authorityEnds, bool usesDefault)
    {
        var password = usesDefault ? ClientExport.DefaultPassword : "PASSWORD";
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"CA           {files.Authority}  (valid until {authorityEnds.ToUniversalTime():yyyy-MM-dd})"));
        foreach (var client in clients)
        {
            output.WriteLine($"client       {client.CommonName}{(client.IsExpired ? ", expired" : "")}");
            output.WriteLine($"certificate  {files.CertificateOf(client)}");
            output.WriteLine($"key          {files.KeyOf(client)}");
            var shownPassword = usesDefault ? $"password {ClientExport.DefaultPassword}" : "with your password";
            output.WriteLine($"PKCS#12      {files.Pkcs12Of(client)}  ({shownPassword})");
        }

        var known = SpecCatalog.BuiltIn.SelectMany(contract => contract.Sessions.Users.All).Distinct(StringComparer.Ordinal).ToList();
        foreach (var client in clients.Where(client => !known.Contains(client.CommonName, StringComparer.Ordinal)))
            output.WriteLine($"# The built-in contracts do not know the user {client.CommonName}; they know {string.Join(", ", known)}.");
        output.WriteLine();
        output.WriteLine("# curl");
        output.WriteLine(clients.Count == 0 ? $"curl {files.Options(null)} https://127.0.0.1:9101" : Curl(files, clients[0]));
        if (clients.Count > 0)
        {
            output.WriteLine("# curl with PKCS#12: replace --cert and --key by");
            output.WriteLine($"#   --cert-type P12 --cert '{files.Pkcs12Of(clients[0])}:{password}'");
        }

        output.WriteLine();
        output.WriteLine("# HttpClient");
        foreach (var line in Code(files, clients, password))
            output.WriteLine(line);
    }

    // The login of a contract that knows this user, if there is one.
    private static string Curl(CurlFiles files, ClientCertificate client)
    {
        foreach (var plan in SpecCatalog.BuiltIn.Select(contract => MockPlanner.Plan(contract).Require().OverTls()))
        {
            if (plan.Variants.FirstOrDefault(variant => IsLogin(plan, variant, client)) is { } login)
                return CurlCommand.Of(login.SeededRequest(), VariantWords.BaseUrl(plan), $"-i {files.Options(client)}");
        }

        return $"curl -i {files.Options(client)} https://127.0.0.1:9104";
    }

    private static bool IsLogin(MockPlan plan, PlannedVariant variant, ClientCertificate client) =>
        variant.IsDefault && variant.Variant.Opens
        && string.Equals(ClientCertificate.Of(plan, variant)?.CommonName, client.CommonName, StringComparison.Ordinal);

    private static IEnumerable<string> Code(CurlFiles files, IReadOnlyList<ClientCertificate> clients, string password)
    {
        const string Policy = "TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck";
        yield return $"var trust = new X509ChainPolicy {{ {Policy} }};";
        yield return $"""trust.CustomTrustStore.Add(X509CertificateLoader.LoadCertificateFromFile(@"{files.Authority}"));""";
        yield return "var handler = new SocketsHttpHandler();";
        yield return "handler.SslOptions.CertificateChainPolicy = trust;";
        if (clients.Count > 0)
        {
            var certificate = $"""X509CertificateLoader.LoadPkcs12FromFile(@"{files.Pkcs12Of(clients[0])}", "{password}")""";
            yield return $"handler.SslOptions.ClientCertificates = [{certificate}];";
        }

        yield return "using var client = new HttpClient(handler);";
    }
}
