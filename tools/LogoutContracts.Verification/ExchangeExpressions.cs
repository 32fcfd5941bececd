using System.Globalization;

namespace LogoutContracts.Verification;

/// <summary>Arazzo's runtime expressions over one exchange and the outputs of the steps before it.</summary>
internal sealed class ExchangeExpressions(Exchange exchange, IReadOnlyDictionary<string, string> outputs)
{
    private const string Body = "$response.body";
    private const string Header = "$response.header.";

    /// <summary>Null where there is nothing at that place.</summary>
    public string? ValueOf(string expression)
    {
        if (expression is "$statusCode")
            return exchange.Response.Status.ToString(CultureInfo.InvariantCulture);
        if (expression is "$method")
            return exchange.Request.Method;
        if (expression.StartsWith(Header, StringComparison.Ordinal))
            return exchange.Response.ValuesOf(expression[Header.Length..]).FirstOrDefault();
        if (expression.StartsWith($"{Body}#", StringComparison.Ordinal))
            return AnswerJson.TextAt(exchange.Response.Body, expression[(Body.Length + 1)..]);
        return expression is Body ? exchange.Response.Body : outputs.GetValueOrDefault(expression);
    }
}
