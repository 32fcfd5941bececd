using System.Globalization;
using LogoutContracts.Cli.Context;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Cli.Certificates;

/// <summary>Errors in server certificates, client certificates and the development CA.</summary>
internal static class CertificateErrors
{
    public static UserErrorException NoCertificate(string file, Exception? inner) => ErrorText.Error(
        $"--cert: '{file}' holds no certificate that can be read; expected PEM ('-----BEGIN CERTIFICATE-----') or PKCS#12; check the file.", inner);

    public static UserErrorException NoPrivateKey(string file) => ErrorText.Error(
        $"--cert: '{file}' holds a certificate, but not its private key; expected PEM or PKCS#12 with both, or the key in a file of its own; name that with --key.");

    public static UserErrorException NoKeyIn(string file) => ErrorText.Error($"'{file}' holds no private key that can be read; expected PEM, RSA or an elliptic curve ('-----BEGIN PRIVATE KEY-----'); check the file.");

    public static UserErrorException KeyTwice(string certificate, string key) => ErrorText.Error(
        $"--key: '{certificate}' is PKCS#12, which holds the key itself, so that '{key}' cannot be used; expected --key with PEM only; take it away.");

    public static UserErrorException CertificatePassword(string file, bool given) => ErrorText.Error(
        $"'{file}' is locked, and {(given ? "the password that was given does not open it" : "no password was given")}; expected its password (it is not repeated here); give it by --cert-password, or {EnvironmentVariables.CertificatePassword} in the environment.");

    public static UserErrorException KeyDoesNotFit(string key, string certificate) => ErrorText.Error(
        $"the key in '{key}' is not the one of the certificate in '{certificate}'; expected the two that were made together; check which files belong to each other.");

    public static string CertificateExpired(string file, DateTime end) => $"the certificate in '{file}' was good until {Date(end)}; expected one that is good now; renew it.";

    public static string CertificateNotYetValid(string file, DateTime start) => $"the certificate in '{file}' is good from {Date(start)} on; expected one that is good now; wait, or check this machine's clock.";

    public static string CertificateNotForServers(string file) => $"the certificate in '{file}' is not for servers, so no client takes it; expected the purpose 'serverAuth', or none stated; have one made for a server.";

    public static UserErrorException AuthorityUnusable(string key, string certificate, Exception inner) => ErrorText.Error(
        $"the development CA in '{key}' and '{certificate}' cannot be used: {ErrorText.OneLine(inner.Message)}; delete both, and a new one is made (then every client must be told to trust that one).", inner);

    public static UserErrorException KeyOpenToOthers(string file) => ErrorText.Error($"'{file}' can be read or written by others, who could pass for anybody; expected the mode 0600; take their rights away (chmod 600), or delete it and have a new one made.");

    public static UserErrorException NoCertificateHome() => ErrorText.Error(
        $"there is no folder for the development CA: this user has no local application data; name a folder with --ca-dir, or {EnvironmentVariables.CertificateFolder} in the environment.");

    public static string CommonName(string found) => $"--client: '{found}' is no common name that can be used here; expected {CommonNames.Form}.";

    private static string Date(DateTime utc) => utc.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
