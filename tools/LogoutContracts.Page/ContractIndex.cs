using System.Net;
using System.Text;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer.Hosting;

namespace LogoutContracts.Page;

/// <summary>What a browser gets at the root of a contract's port.</summary>
internal static class ContractIndex
{
    /// <param name="admin">The address of the admin port; null if there is none.</param>
    public static byte[] Html(MockPlan plan, Uri? admin)
    {
        var contract = plan.Contract;
        var html = new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<meta name=\"color-scheme\" content=\"light dark\">\n")
            .Append(null, $"<title>{Text(contract.Id)} mock</title>\n<main>\n<h1>{Text(contract.Title)}</h1>\n")
            .Append(null, $"<p>This is a mock of the contract <code>{Text(contract.Id)}</code>");
        if (plan.Release is { } release)
            html.Append(null, $", release {Text(release)}");
        html.Append(". It answers:</p>\n<ul>\n");
        foreach (var operation in contract.Operations)
            html.Append(null, $"<li><code>{Text(operation.Method)} {Text(operation.Path.Text)}</code> {Text(operation.Summary)}</li>\n");
        html.Append("</ul>\n");
        if (admin is not null)
        {
            var page = $"{ReachableAddress.Of(admin)}#/walk?contract={Uri.EscapeDataString(contract.Id)}";
            html.Append(null, $"<p><a href=\"{Text(page)}\">Walk through a logout, and see its requests</a></p>\n");
        }

        return Encoding.UTF8.GetBytes(html.Append("</main>\n</html>\n").ToString());
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
