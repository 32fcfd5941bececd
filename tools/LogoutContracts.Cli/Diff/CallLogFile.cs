using LogoutContracts.Cli.Context;
using LogoutContracts.Diffing.Calls;
using LogoutContracts.Drafting;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Cli.Diff;

/// <summary>A client's calls: the export of a mock's journal, or a recording of a browser (HAR).</summary>
internal static class CallLogFile
{
    /// <exception cref="UserErrorException">The file cannot be read, or is neither.</exception>
    public static CallLog Read(CommandContext context, string path)
    {
        try
        {
            var bytes = InputFile.Read(context.Full(path));
            return JournalExport.Read(bytes) ?? (RecordedTraffic.Read(bytes) is { } traffic ? Of(traffic) : throw DiffErrors.NoCalls(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommonErrors.File(context.Shown(context.Full(path)), e);
        }
    }

    private static CallLog Of(RecordedTraffic traffic) => new(
        traffic.Calls.Select((call, i) => new LoggedCall(
            i + 1, new(call.Method, call.Target, Headers(call.Headers), call.Body.Length == 0 ? null : call.Body), call.Status)
        {
            AnswerHeaders = Headers(call.AnswerHeaders),
            AnswerBody = call.AnswerBody,
        }).ToValueList(), traffic.LeftOut);

    private static ValueList<Header> Headers(ValueList<(string Name, string Value)> headers) =>
        headers.Select(header => new Header(header.Name, header.Value)).ToValueList();
}
