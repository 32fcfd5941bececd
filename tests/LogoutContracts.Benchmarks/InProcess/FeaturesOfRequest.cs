using System.IO.Pipelines;
using LogoutContracts.Mocks.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.Benchmarks.InProcess;

/// <summary>The features of a request and its response, in place of Kestrel's, to measure our code only.</summary>
internal sealed class FeaturesOfRequest
    : IHttpRequestFeature, IHttpResponseFeature, IHttpResponseBodyFeature, IHttpRequestBodyDetectionFeature, IRequestBodyPipeFeature
{
    private readonly MemoryPipeReader reader;

    public FeaturesOfRequest(RenderedRequest request)
    {
        Method = request.Method;
        var question = request.Target.IndexOf('?', StringComparison.Ordinal);
        Path = question < 0 ? request.Target : request.Target[..question];
        QueryString = question < 0 ? "" : request.Target[question..];
        foreach (var header in request.Headers)
            Headers.Append(header.Name, header.Value);
        CanHaveBody = request.Body is not null;
        reader = new(System.Text.Encoding.UTF8.GetBytes(request.Body ?? ""));
        Features[typeof(IHttpRequestFeature)] = this;
        Features[typeof(IHttpResponseFeature)] = this;
        Features[typeof(IHttpResponseBodyFeature)] = this;
        Features[typeof(IHttpRequestBodyDetectionFeature)] = this;
        Features[typeof(IRequestBodyPipeFeature)] = this;
    }

    public FixedFeatures Features { get; } = new();

    public string Protocol { get; set; } = "HTTP/1.1";

    public string Scheme { get; set; } = "http";

    public string Method { get; set; }

    public string PathBase { get; set; } = "";

    public string Path { get; set; }

    public string QueryString { get; set; }

    public string RawTarget { get; set; } = "";

    public IHeaderDictionary Headers { get; set; } = new HeaderDictionary();

    public bool CanHaveBody { get; }

    public int StatusCode { get; set; }

    public string? ReasonPhrase { get; set; }

    public bool HasStarted => false;

    public PipeWriter Writer { get; } = new DiscardingPipeWriter();

    Stream IHttpResponseBodyFeature.Stream => Stream.Null;

    PipeReader IRequestBodyPipeFeature.Reader => reader;

    Stream IHttpRequestFeature.Body { get; set; } = Stream.Null;

    Stream IHttpResponseFeature.Body { get; set; } = Stream.Null;

    IHeaderDictionary IHttpResponseFeature.Headers { get; set; } = new AnswerHeaders();

    public void OnStarting(Func<object, Task> callback, object state) => throw new NotSupportedException();

    public void OnCompleted(Func<object, Task> callback, object state) => throw new NotSupportedException();

    public void DisableBuffering() => throw new NotSupportedException();

    public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task CompleteAsync() => Task.CompletedTask;
}
