using BenchmarkDotNet.Attributes;
using LogoutContracts.Benchmarks.InProcess;

namespace LogoutContracts.Benchmarks.Micro;

/// <summary>One request from end to end, without Kestrel.</summary>
/// <remarks>BenchmarkDotNet requires public, unsealed classes.</remarks>
[MemoryDiagnoser]
public class WholePath
{
    private readonly WholePaths paths = new();

    [Benchmark(Description = "POST with JSON, 404")]
    public void Post() => paths.Post();

    [Benchmark(Description = "GET, 200")]
    public void Get() => paths.Get();

    [Benchmark(Description = "GET, 200, with metrics")]
    public void MeasuredGet() => paths.MeasuredGet();

    [Benchmark(Description = "DELETE, 401")]
    public void Delete() => paths.Delete();

    [Benchmark(Description = "POST with a token in a form, 200")]
    public void Form() => paths.Form();

    [Benchmark(Description = "POST with a JSON Web Token in a form, 200")]
    public void JwtForm() => paths.JwtForm();
}
