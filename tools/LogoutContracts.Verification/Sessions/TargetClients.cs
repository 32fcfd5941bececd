using System.Text;
using System.Text.RegularExpressions;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Verification.Sessions;

/// <summary>The OAuth clients of a target, instead of those that the contract names.</summary>
/// <param name="Own">The client that opens sessions.</param>
/// <param name="Other">Another one; null if none is known. Then the cases that need it are inconclusive.</param>
public sealed partial record TargetClients(ClientAccount Own, ClientAccount? Other)
{
    private const string Basic = "Basic ";

    /// <summary>The plan with these clients in its examples. A plan without clients stays as it is.</summary>
    public MockPlan In(MockPlan plan)
    {
        var sessions = plan.Contract.Sessions;
        if (sessions.Clients.Count == 0)
            return plan;
        ValueList<ClientAccount> clients = Other is null ? [Own] : [Own, Other];
        return plan with
        {
            Contract = plan.Contract with { Sessions = sessions with { Clients = clients } },
            Paths = plan.Paths.Select(path => path with
            {
                Operations = path.Operations.Select(operation => operation with
                {
                    Variants = operation.Variants.Select(variant => In(variant, sessions.Clients)).ToValueList(),
                }).ToValueList(),
                OtherMethods = path.OtherMethods.Select(variant => In(variant, sessions.Clients)).ToValueList(),
            }).ToValueList(),
        };
    }

    private PlannedVariant In(PlannedVariant planned, ValueList<ClientAccount> documented)
    {
        var request = planned.Variant.Request;
        var headers = request.Headers.Select(header => header.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
            ? header with { Value = InBasic(header.Value, documented) } : header).ToValueList();
        var body = request.Body is { } form ? InForm(form, documented) : null;
        return planned with { Variant = planned.Variant with { Request = request with { Headers = headers, Body = body } } };
    }

    private Template InBasic(Template header, ValueList<ClientAccount> documented)
    {
        if (header.Holes.Any() || !header.Text.StartsWith(Basic, StringComparison.Ordinal))
            return header;
        var pair = Encoding.UTF8.GetString(Convert.FromBase64String(header.Text[Basic.Length..])).Split(':', 2);
        return Template.Parse($"{Basic}{Encoded([.. pair.Select(text => Replacement(Uri.UnescapeDataString(text), documented))])}");
    }

    /// <summary>Id and secret as HTTP Basic authentication sends them.</summary>
    internal static string PairOf(ClientAccount client) => Encoded([client.Id, client.Secret]);

    // RFC 6749, section 2.3.1: both are encoded like form fields first.
    private static string Encoded(string[] pair) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Join(':', pair.Select(Uri.EscapeDataString))));

    private Template InForm(Template body, ValueList<ClientAccount> documented)
    {
        if (!Field().IsMatch(body.Text))
            return body;
        var encoding = body.Segments.OfType<Segment.Value>().Select(value => value.Encoding).FirstOrDefault();
        return Template.Parse(
            Field().Replace(body.Text, match =>
                $"{match.Groups["name"].Value}={Uri.EscapeDataString(Replacement(Uri.UnescapeDataString(match.Groups["value"].Value),
                    documented))}"), encoding);
    }

    /// <summary>The target's id or secret in place of the documented one; any other text stays, such as a wrong secret.</summary>
    private string Replacement(string text, ValueList<ClientAccount> documented)
    {
        for (var i = 0; i < documented.Count; i++)
        {
            var account = i == 0 ? Own : Other ?? documented[i];
            if (string.Equals(text, documented[i].Id, StringComparison.Ordinal))
                return account.Id;
            if (string.Equals(text, documented[i].Secret, StringComparison.Ordinal))
                return account.Secret;
        }

        return text;
    }

    [GeneratedRegex(
        "(?<=^|&)(?<name>client_id|client_secret)=(?<value>[^&{]*)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Field();
}
