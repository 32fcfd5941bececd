using LogoutContracts.MockServer.Overrides;
using LogoutContracts.MockServer.Routing;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.MockServer.Telemetry;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer.Contracts;

/// <summary>An answer that is decided and recorded, but not sent. One of the variant, the raw answer and the problem is set.</summary>
internal readonly record struct PreparedAnswer(
    PendingExchange Exchange, RunningVariant? Variant, RequestSessions Sessions, RawAnswer? Raw = null, Func<ValueTask>? Problem = null)
{
    /// <summary>Sends the answer, and records the end of the exchange.</summary>
    public ValueTask AnswerAsync(IFeatureCollection features) => Exchange.FinishAfter(WriteAsync(features));

    /// <param name="cut">Whether to send only half of the body, with the Content-Length of all of it.</param>
    public ValueTask WriteAsync(IFeatureCollection features, bool cut = false) =>
        Variant is not null ? Variant.Answer.WriteAsync(features, Sessions, cut) : Raw?.WriteAsync(features, cut) ?? Problem!();
}
