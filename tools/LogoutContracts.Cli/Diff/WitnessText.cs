using System.Globalization;
using System.Text;
using LogoutContracts.Diffing.Changes;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Mocks.Requests.Editing;
using LogoutContracts.Verification.Evidence;

namespace LogoutContracts.Cli.Diff;

/// <summary>Requests and answers of witnesses as text, without credentials.</summary>
internal static class WitnessText
{
    private const int LongestBody = 160;

    /// <summary>The request, and what the variant answers.</summary>
    public static ExchangeEvidence Of(WitnessCall call) => new(Request(call), Answer(call.Variant, new(call.Plan.Contract.Sessions)));

    /// <summary>Status and body of an answer in one line.</summary>
    public static string Short(string answer)
    {
        var parts = answer.TrimEnd('\n').Split("\n\n", 2);
        var status = parts[0].Split('\n')[0];
        var body = parts.Length > 1 ? $" {string.Join(' ', parts[1].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}" : "";
        return body.Length <= LongestBody ? $"{status}{body}" : $"{status}{body[..LongestBody]}…";
    }

    private static string Request(WitnessCall call)
    {
        var (request, redactor) = (call.Request, new Redactor(call.Plan.Contract.Sessions));
        var text = new StringBuilder();
        foreach (var before in call.Before)
            text.Append(CultureInfo.InvariantCulture, $"(first: {before.Method} {redactor.Hide(before.Target)})\n");
        text.Append(CultureInfo.InvariantCulture, $"{request.Method} {redactor.Hide(request.Target)}\n");
        foreach (var header in request.Headers.Select(redactor.Redact))
            text.Append(CultureInfo.InvariantCulture, $"{header.Name}: {header.Value}\n");
        if (request.Body is { } body)
        {
            var shown = redactor.Redact(Encoding.UTF8.GetBytes(body), request.Header("Content-Type") ?? "");
            text.Append(CultureInfo.InvariantCulture, $"\n{shown}\n");
        }

        return text.ToString();
    }

    private static string Answer(PlannedVariant variant, Redactor redactor)
    {
        if (variant.Answer is not { } answer)
            return "no answer: the TLS handshake is refused\n";
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{answer.Status}\n");
        foreach (var header in answer.Headers)
        {
            foreach (var value in header.Values)
                text.Append(CultureInfo.InvariantCulture, $"{header.Name}: {redactor.Hide(value.Text)}\n");
        }

        if (answer.Body is { } body)
            text.Append(CultureInfo.InvariantCulture, $"\n{redactor.Hide(body.Text.Text).TrimEnd('\n')}\n");
        return text.ToString();
    }
}
