using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Verification.Http;

/// <summary>How a target of one contract is spoken to over TLS: whom to trust, and which client certificate goes with which request.</summary>
/// <param name="plan">The contract of the target.</param>
/// <param name="trusted">Who vouches for the target; none: whoever the system trusts.</param>
/// <param name="certificateOf">A certificate with its key; null where there is none to be had.</param>
public sealed class TargetTls(MockPlan plan, IEnumerable<X509Certificate2> trusted, Func<ClientCertificate, X509Certificate2?> certificateOf)
{
    private readonly X509Certificate2[] trusted = [.. trusted];

    /// <summary>Kinds of the sessions that are known, by each of their values. What nobody has opened is nobody's, and so goes with the certificate of any user.</summary>
    private readonly ConcurrentDictionary<string, string?> kinds = new(
        plan.Variants.SelectMany(variant => variant.Seeds.Sessions).Where(session => session.Standing != SeedState.NeverOpened).SelectMany(session => session.Values.Select(value => KeyValuePair.Create(value.Value, session.Kind))).DistinctBy(pair => pair.Key, StringComparer.Ordinal),
        StringComparer.Ordinal);

    /// <summary>Null where all that the variant's example presents can be had; else what cannot.</summary>
    internal ClientCertificate? Lacking(PlannedVariant variant) => ClientCertificate.Of(plan, variant) is { } needed && certificateOf(needed) is null ? needed : null;

    /// <summary>Whether what the request is to present can be had.</summary>
    internal bool Has(RenderedRequest request) => For(request) is not { } needed || certificateOf(needed) is not null;

    /// <summary>What goes with a request: the certificate of the user whose session it carries, or may open, unless it asks for another.</summary>
    internal ClientCertificate? For(RenderedRequest request)
    {
        var opens = OperationOf(request) is { Session.Opens.Count: > 0 } operation ? operation : null;
        var known = request.Headers.SelectMany(header => ValuesIn(header.Value)).FirstOrDefault(kinds.ContainsKey);
        var kind = known is not null ? kinds[known] : opens is not null ? opens.Session.OpensKind : plan.Contract.Sessions.DefaultKind;
        return ClientCertificate.Of(plan, request.Certificate, kind, isLogin: known is null);
    }

    /// <summary>Takes note of a session that an answer has opened.</summary>
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
            options.CertificateChainPolicy = Trust();
        if (client is not null && certificateOf(client) is { } certificate)
            options.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true);
        return options;
    }

    private X509ChainPolicy Trust()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.CustomTrustStore.AddRange(trusted);
        return policy;
    }

    private Operation? OperationOf(RenderedRequest request)
    {
        var path = request.Target.Split('?')[0];
        return plan.Contract.Operations.FirstOrDefault(operation => string.Equals(operation.Method, request.Method, StringComparison.Ordinal) && operation.Path.Matches(path));
    }

    // A carrier may have text around the value.
    private static IEnumerable<string> ValuesIn(string header) => header.Split(' ', ';', '=', ',').Append(header);
}
