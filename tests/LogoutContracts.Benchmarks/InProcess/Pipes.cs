using System.IO.Pipelines;

namespace LogoutContracts.Benchmarks.InProcess;

/// <summary>The body of a request, complete from the start, and the same for each request.</summary>
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
        // The next request reads the same bytes.
    }

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        // The next request reads the same bytes.
    }

    public override void CancelPendingRead() => throw new NotSupportedException();

    public override void Complete(Exception? exception = null)
    {
        // The next request reads it again.
    }
}

/// <summary>A response body that accepts all bytes at once, and discards them.</summary>
internal sealed class DiscardingPipeWriter : PipeWriter
{
    private readonly byte[] buffer = new byte[64 * 1024];

    public override void Advance(int bytes)
    {
        // The bytes are discarded.
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
        // The next response uses it again.
    }
}
