using System.Globalization;
using LogoutContracts.Cli.Context;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Cli.Certificates;

/// <summary>Errors in server certificates, client certificates and the development CA.</summary>
internal static class CertificateErrors
{
    public static UserErrorException NoCertificate(string file, Exception? inner) => ErrorText.Error(
        $"--cert: '{file}' has no readable certificate; expected PEM ('-----BEGIN CERTIFICATE-----') or PKCS#12. Check the file.", inner);

    public static UserErrorException NoPrivateKey(string file) => ErrorText.Error(
        $"--cert: '{file}' has a certificate, but no private key; expected both in this file. " +
        "If the key is in another file, add --key FILE.");

    public static UserErrorException NoKeyIn(string file) => ErrorText.Error(
        $"'{file}' has no readable private key; expected an RSA or elliptic curve key in PEM ('-----BEGIN PRIVATE KEY-----'). " +
        "Check the file.");

    public static UserErrorException KeyTwice(string certificate, string key) => ErrorText.Error(
        $"--key: '{key}' is not needed, because '{certificate}' is PKCS#12 and contains the key; expected --key only with PEM. Remove it.");

    public static UserErrorException CertificatePassword(string file, bool given) => ErrorText.Error(
        $"'{file}' is encrypted, and {(given ? "the given password does not decrypt it" : "no password was given")}; " +
        $"expected its password in --cert-password, or in the environment variable {EnvironmentVariables.CertificatePassword}.");

    public static UserErrorException KeyDoesNotFit(string key, string certificate) => ErrorText.Error(
        $"the key in '{key}' does not belong to the certificate in '{certificate}'; expected a matching pair. Check the two paths.");

    public static string CertificateExpired(string file, DateTime end) =>
        $"the certificate in '{file}' expired on {Date(end)}; expected a valid certificate. Renew it.";

    public static string CertificateNotYetValid(string file, DateTime start) =>
        $"the certificate in '{file}' is not valid before {Date(start)}; expected a valid certificate. " +
        "Wait, or check this machine's clock.";

    public static string CertificateNotForServers(string file) =>
        $"the certificate in '{file}' is not for servers, so clients reject it; expected the extended key usage 'serverAuth', or none. " +
        "Replace it.";

    public static UserErrorException AuthorityUnusable(string key, string certificate, Exception inner) => ErrorText.Error(
        $"the development CA in '{key}' and '{certificate}' cannot be used: {ErrorText.OneLine(inner.Message)}; " +
        "delete both files to create a new CA, which your clients must then trust.", inner);

    public static UserErrorException KeyOpenToOthers(string file) => ErrorText.Error(
        $"other users can read or write '{file}', and could impersonate anyone; expected mode 0600. " +
        "Run chmod 600, or delete it to create a new key.");

    public static UserErrorException NoCertificateHome() => ErrorText.Error(
        "no folder for the development CA: this user has no local application data; " +
        $"choose a folder with --ca-dir, or with the environment variable {EnvironmentVariables.CertificateFolder}.");

    public static string CommonName(string found) => $"--client: '{found}' is not a supported common name; expected {CommonNames.Form}.";

    public static string ReservedName(string found) =>
        $"--client: '{found}' is the name of the CA's own files, such as ca.key; expected another common name.";

    /// <param name="key">Path of the client's key.</param>
    public static UserErrorException KeyOfAuthority(string key) => ErrorText.Error(
        $"'{key}' is the private key of the development CA, with which a client could impersonate anyone; " +
        "expected a key of the client's own. Delete it, or choose another folder with --out.");

    private static string Date(DateTime utc) => utc.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
