using System.IO.Pipelines;

namespace LogoutContracts.Benchmarks.InProcess;

/// <summary>A request's body that is all there, again and again.</summary>
internal sealed class MemoryPipeReader(byte[] bytes) : PipeReader
{
    private readonly ReadResult all = new(new(bytes), isCanceled: false, isCompleted: true);

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) => new(all);

    public override bool TryRead(out ReadResult result)
    {
        result = all;
        return true;
    }

    public override void AdvanceTo(SequencePosition consumed)
    {
        // It is all there again next time.
    }

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        // As above.
    }

    public override void CancelPendingRead() => throw new NotSupportedException();

    public override void Complete(Exception? exception = null)
    {
        // Never: it is read again.
    }
}

/// <summary>A socket that takes everything at once.</summary>
internal sealed class DiscardingPipeWriter : PipeWriter
{
    private readonly byte[] buffer = new byte[64 * 1024];

    public override void Advance(int bytes)
    {
        // Nobody reads it.
    }

    public override Memory<byte> GetMemory(int sizeHint = 0) => buffer;

    public override Span<byte> GetSpan(int sizeHint = 0) => buffer;

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => new(default(FlushResult));

    public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
    {
        source.Span.CopyTo(buffer);
        return new(default(FlushResult));
    }

    public override void CancelPendingFlush() => throw new NotSupportedException();

    public override void Complete(Exception? exception = null)
    {
        // As the reader.
    }
}
