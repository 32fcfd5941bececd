using LogoutContracts.Cli.Context;
using LogoutContracts.MockServer;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace LogoutContracts.Cli.Telemetry;

/// <summary>
/// Sends the spans and metrics of the mocks. The only type that refers to OpenTelemetry, so that its assemblies are loaded only if
/// somebody asks for it.
/// </summary>
internal sealed class OtlpExport : IAsyncDisposable
{
    /// <summary>Time limit for sending the rest at the end, so that <c>serve</c> ends within five seconds.</summary>
    private const int LastSendMilliseconds = 800;

    private readonly ExportWarnings warnings;
    private readonly TracerProvider traces;
    private readonly MeterProvider metrics;

    private OtlpExport(OtlpTarget target, Action<string> say)
    {
        warnings = new(say);
        traces = Sdk.CreateTracerProviderBuilder().ConfigureResource(Describe).AddSource(LogoutMockServer.TelemetryName)
            .AddOtlpExporter(options => say(TelemetryErrors.Sending(Configure(options, target, "traces")))).Build();
        metrics = Sdk.CreateMeterProviderBuilder().ConfigureResource(Describe).AddMeter(LogoutMockServer.TelemetryName)
            .AddOtlpExporter(options => Configure(options, target, "metrics")).Build();
    }

    /// <param name="say">Gets warnings; may be called on any thread.</param>
    /// <exception cref="UserErrorException">A variable has an invalid value.</exception>
    public static IAsyncDisposable Start(OtlpTarget target, Action<string> say)
    {
        try
        {
            return new OtlpExport(target, say);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or UriFormatException)
        {
            throw TelemetryErrors.CollectorSettings(e.Message, e);
        }
    }

    /// <summary>Sends the rest, unless the collector stalls.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(
            Task.Run(() => traces.Shutdown(LastSendMilliseconds)), Task.Run(() => metrics.Shutdown(LastSendMilliseconds)));
        traces.Dispose();
        metrics.Dispose();
        warnings.Dispose();
    }

    // The variables last, because they take precedence.
    private static void Describe(ResourceBuilder resource) => resource.Clear()
        .AddService(ProgramInfo.Name, serviceVersion: ProgramInfo.Version).AddTelemetrySdk().AddEnvironmentVariableDetector();

    /// <returns>The address that is used.</returns>
    private static Uri Configure(OtlpExporterOptions options, OtlpTarget target, string signal)
    {
        var isGrpc = target.IsGrpc(signal);
        options.Protocol = isGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        if (target.Url is { } url)
            options.Endpoint = isGrpc ? url : new($"{url.AbsoluteUri.TrimEnd('/')}/v1/{signal}");
        return options.Endpoint;
    }
}
