using System.Diagnostics;
using System.Diagnostics.Metrics;
using LogoutContracts.MockServer;

namespace LogoutContracts.Benchmarks.Hosts;

/// <summary>Listeners for all spans and durations of the mock, which do nothing with them.</summary>
internal static class TelemetryListeners
{
    public static void Add()
    {
        ActivitySource.AddActivityListener(new()
        {
            ShouldListenTo = static source => source.Name is LogoutMockServer.TelemetryName,
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        });
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name is LogoutMockServer.TelemetryName)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>(static (_, _, _, _) => { });
        listener.Start();
    }
}
