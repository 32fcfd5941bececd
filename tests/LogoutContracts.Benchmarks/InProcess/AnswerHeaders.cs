using Microsoft.AspNetCore.Http;

namespace LogoutContracts.Benchmarks.InProcess;

/// <summary>Keeps the length of the body as the number that it is, as Kestrel does. The class underneath would make a text of it, and that is not our allocation.</summary>
internal sealed class AnswerHeaders : HeaderDictionary, IHeaderDictionary
{
    long? IHeaderDictionary.ContentLength { get; set; }
}
