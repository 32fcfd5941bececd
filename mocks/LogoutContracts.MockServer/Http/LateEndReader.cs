using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace LogoutContracts.MockServer.Http;

/// <summary>
/// Reports the end of a connection only after everything before it has been examined. Kestrel refuses a request body if the end arrives
/// together with the last bytes of the body.
/// </summary>
internal sealed class LateEndReader(PipeReader input) : PipeReader
{
    private ReadOnlySequence<byte> shown;

    // Length of what was examined and not consumed; -1 if something was left unexamined.
    private long examinedLength;

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        var reading = input.ReadAsync(cancellationToken);
        return reading.IsCompletedSuccessfully ? new(Shown(reading.Result)) : Awaited(reading);
    }

    public override bool TryRead(out ReadResult result)
    {
        if (!input.TryRead(out result))
            return false;
        result = Shown(result);
        return true;
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        // Kestrel names no position if it rejects trailers that arrive in a later read than the body.
        examinedLength = examined.GetObject() is not null && shown.Slice(examined).IsEmpty ? shown.Slice(consumed).Length : -1;
        shown = default;
        input.AdvanceTo(consumed, examined);
    }

    public override void CancelPendingRead() => input.CancelPendingRead();

    public override void Complete(Exception? exception = null) => input.Complete(exception);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ReadResult> Awaited(ValueTask<ReadResult> reading) => Shown(await reading);

    private ReadResult Shown(ReadResult read)
    {
        shown = read.Buffer;
        var isNews = !shown.IsEmpty && shown.Length != examinedLength;
        return read.IsCompleted && isNews ? new(shown, read.IsCanceled, isCompleted: false) : read;
    }
}

/// <summary>Both directions of a connection.</summary>
internal sealed record DuplexPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;
