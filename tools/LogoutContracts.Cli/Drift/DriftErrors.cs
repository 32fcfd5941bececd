using LogoutContracts.Cli.Context;
using LogoutContracts.Drift.Findings;
using LogoutContracts.Drift.Pages;
using LogoutContracts.Drift.Readers;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Cli.Drift;

/// <summary>Errors of <c>drift</c>.</summary>
internal static class DriftErrors
{
    public static UserErrorException NoPage() => ErrorText.Error(
        "no page; expected the file of a page, or a page on standard input, such as 'curl -s URL | logout-contracts drift CONTRACT'.");

    public static UserErrorException NoSuchPage(string name, Exception inner) => ErrorText.Error(
        $"'{name}' does not exist; expected a page in Markdown, HTML or reStructuredText. Check the path.", inner);

    public static UserErrorException IsFolder(string name) => ErrorText.Error(
        $"'{name}' is a folder; expected the file of a page in Markdown, HTML or reStructuredText.");

    public static UserErrorException Unreadable(string name, UnreadablePageException inner) =>
        ErrorText.Error($"'{name}' cannot be read as a page: {inner.Message}.", inner);

    public static UserErrorException NotJudged(Contract contract, DocumentPage page, DriftResult result) => ErrorText.Error(
        $"'{page.Name}' cannot be compared with '{contract.Id}'. {result.WhyNot} " + (contract.Document is { } document
            ? $"Expected a version of {document.Url}." : $"Add 'document' to {contract.IdAt.In(contract.File)}."));
}
