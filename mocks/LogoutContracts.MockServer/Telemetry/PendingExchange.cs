using LogoutContracts.MockServer.Http;
using LogoutContracts.MockServer.Journaling;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer.Telemetry;

/// <summary>An exchange whose answer is decided, for those who want to know when it ends: the journal and the telemetry.</summary>
/// <param name="entry">Null if the journal does not record it.</param>
/// <param name="series">Null if the telemetry does not record it.</param>
/// <param name="arrived">When the request arrived, in the ticks of <see cref="System.Diagnostics.Stopwatch"/>.</param>
internal readonly struct PendingExchange(
    JournalEntry? entry, ContractTelemetry telemetry, RequestSeries? series, IFeatureCollection features, long arrived)
{
    /// <summary>Records the end of the exchange when its answer has been written.</summary>
    public ValueTask FinishAfter(ValueTask answering)
    {
        if (entry is null && series is null)
            return answering;
        if (!answering.IsCompletedSuccessfully)
            return Awaited(answering, this);
        Finish();
        return ValueTask.CompletedTask;

        static async ValueTask Awaited(ValueTask answering, PendingExchange exchange)
        {
            try
            {
                await answering;
            }
            catch (Exception e) when (!ClientGone.Is(e))
            {
                // The telemetry records the failure instead.
                exchange.Entry?.Finish();
                throw;
            }
            catch
            {
                exchange.Finish();
                throw;
            }

            exchange.Finish();
        }
    }

    private JournalEntry? Entry => entry;

    private void Finish()
    {
        entry?.Finish();
        if (series is not null)
            telemetry.Record(series, features, arrived);
    }
}
