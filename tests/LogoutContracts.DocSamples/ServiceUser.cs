using System.Security.Cryptography.X509Certificates;

public static class ServiceUser
{
    public static HttpClient Create()
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(X509CertificateLoader.LoadCertificateFromFile("certs/ca.crt"));
        var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = trust;
        handler.SslOptions.ClientCertificates = [X509CertificateLoader.LoadPkcs12FromFile("certs/service.user.p12", "changeit")];
        return new HttpClient(handler);
    }
}
