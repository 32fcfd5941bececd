using Microsoft.AspNetCore.Http;

namespace LogoutContracts.Benchmarks.InProcess;

/// <summary>Response headers that store Content-Length as a number, as in Kestrel.</summary>
/// <remarks>The base class would allocate a string for it.</remarks>
internal sealed class AnswerHeaders : HeaderDictionary, IHeaderDictionary
{
    long? IHeaderDictionary.ContentLength { get; set; }
}
