using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Verification.Http;

/// <summary>TLS settings for a target of one contract: the CAs to trust, and the client certificate for each request.</summary>
/// <param name="plan">The contract of the target.</param>
/// <param name="trusted">The CA certificates to trust; if empty, those of the system.</param>
/// <param name="certificateOf">Gets a client certificate with its private key; null if it is not available.</param>
public sealed class TargetTls(
    MockPlan plan, IEnumerable<X509Certificate2> trusted, Func<ClientCertificate, X509Certificate2?> certificateOf)
{
    private readonly X509Certificate2[] trusted = [.. trusted];

    /// <summary>The kinds of the known sessions, by each of their values.</summary>
    /// <remarks>Sessions that were never opened are left out: they belong to no user, so any user's certificate will do.</remarks>
    private readonly ConcurrentDictionary<string, string?> kinds = new(
        plan.Variants.SelectMany(variant => variant.Seeds.Sessions)
            .Where(session => session.State != SeedState.NeverOpened)
            .SelectMany(session => session.Values.Select(value => KeyValuePair.Create(value.Value, session.Kind)))
            .DistinctBy(pair => pair.Key, StringComparer.Ordinal),
        StringComparer.Ordinal);

    /// <summary>The client certificate that the variant's example needs and is not available; null if none is missing.</summary>
    internal ClientCertificate? Lacking(PlannedVariant variant) =>
        ClientCertificate.Of(plan, variant) is { } needed && certificateOf(needed) is null ? needed : null;

    /// <summary>Whether the client certificate for the request is available, or none is needed.</summary>
    internal bool Has(RenderedRequest request) => For(request) is not { } needed || certificateOf(needed) is not null;

    /// <summary>The certificate for a request: that of the user whose session it carries or opens, or the one that it names.</summary>
    /// <returns>Null if the request needs no certificate.</returns>
    internal ClientCertificate? For(RenderedRequest request)
    {
        var opens = OperationOf(request) is { Session.Opens.Count: > 0 } operation ? operation : null;
        var known = request.Headers.SelectMany(header => ValuesIn(header.Value)).FirstOrDefault(kinds.ContainsKey);
        var kind = known is not null ? kinds[known] : opens is not null ? opens.Session.OpensKind : plan.Contract.Sessions.DefaultKind;
        return ClientCertificate.Of(plan, request.Certificate, kind, isLogin: known is null);
    }

    /// <summary>Records the session that an answer has opened, if any.</summary>
    internal void Learn(Exchange exchange)
    {
        if (OperationOf(exchange.Request) is not { Session.Opens.Count: > 0 } operation)
            return;
        foreach (var (_, value) in ResponseValues.In(exchange.Response, plan, operation.Id))
            kinds[value] = operation.Session.OpensKind;
    }

    internal SslClientAuthenticationOptions OptionsFor(ClientCertificate? client)
    {
        var options = new SslClientAuthenticationOptions();
        if (trusted.Length > 0)
            options.CertificateChainPolicy = ChainPolicy();
        if (client is not null && certificateOf(client) is { } certificate)
            options.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true);
        return options;
    }

    private X509ChainPolicy ChainPolicy()
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(trusted);
        return policy;
    }

    private Operation? OperationOf(RenderedRequest request)
    {
        var path = request.Target.Split('?')[0];
        return plan.Contract.Operations.FirstOrDefault(operation =>
            string.Equals(operation.Method, request.Method, StringComparison.Ordinal) && operation.Path.Matches(path));
    }

    // A header may contain text around the value, such as the name of a scheme or a cookie.
    private static IEnumerable<string> ValuesIn(string header) => header.Split(' ', ';', '=', ',').Append(header);
}
