using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using LogoutContracts.Cli.Context;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs;
using LogoutContracts.Verification.Http;

namespace LogoutContracts.Cli.Targets;

/// <summary>The options <c>--cert</c>, <c>--key</c> and <c>--cacert</c>: the client certificate, and the CA to trust.</summary>
internal sealed class ClientCertificateOptions
{
    private readonly Option<string?> certificate = new("--cert")
    {
        HelpName = "FILE",
        Description = "Client certificate to present, in PEM; it must belong to the user of the sessions",
    };

    private readonly Option<string?> key = new("--key") { HelpName = "FILE", Description = "Private key of --cert, in PEM" };

    private readonly Option<string?> authority = new("--cacert")
    {
        HelpName = "FILE",
        Description = "CA certificate to trust for the target, in PEM [default: the system's CAs]",
    };

    public IEnumerable<Option> All => [certificate, key, authority];

    /// <returns>Null if none of the options is given.</returns>
    /// <exception cref="UserErrorException">A file cannot be read, or only one of <c>--cert</c> and <c>--key</c> is given.</exception>
    public Func<MockPlan, TargetTls>? Choose(CommandContext context, ParseResult parsed)
    {
        var (own, secret) = (parsed.GetValue(certificate), parsed.GetValue(key));
        if (own is null != secret is null)
            throw TargetErrors.CertificateWithoutKey(own is null ? "--key" : "--cert", own is null ? "--cert" : "--key");
        var presented = own is null ? null : Presented(context, own, secret!);
        var trusted = parsed.GetValue(authority) is { } file
            ? Read("--cacert", file, () => X509Certificate2.CreateFromPem(Pem(context, file)))
            : null;
        if (presented is null && trusted is null)
            return null;
        return plan => new(plan, trusted is null ? [] : [trusted], needed => IsOwners(plan, needed) ? presented : null);
    }

    private static X509Certificate2 Presented(CommandContext context, string own, string secret)
    {
        var certificate = Read("--cert", own, () => Pem(context, own));
        try
        {
            var key = Pem(context, secret);
            return Read("--cert", own, () => X509Certificate2.CreateFromPem(certificate, key));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommonErrors.File(secret, e);
        }
    }

    private static string Pem(CommandContext context, string file) => Encoding.Latin1.GetString(InputFile.Read(context.Full(file)));

    // The certificate replaces neither another user's nor an expired one.
    private static bool IsOwners(MockPlan plan, ClientCertificate needed) =>
        plan.Contract.Sessions.Kinds.Append(null).Any(kind => ClientCertificate.OfOwner(plan, kind) == needed);

    private static T Read<T>(string option, string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw TargetErrors.BadCertificate(option, file, e);
        }
    }
}
