using Microsoft.AspNetCore.Http;

namespace LogoutContracts.Benchmarks.InProcess;

/// <summary>Response headers with Content-Length stored as a number, as in Kestrel. The base class would allocate a string for it.</summary>
internal sealed class AnswerHeaders : HeaderDictionary, IHeaderDictionary
{
    long? IHeaderDictionary.ContentLength { get; set; }
}
