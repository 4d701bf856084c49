using System.Net.Sockets;

namespace TargetAlerts.Delivery;

/// <summary>
/// The socket beneath MailKit (and beneath TLS), which knows whether the final dot can have left. An exception alone
/// does not tell. Before the body goes out its length is announced; the dot can have been sent only once that many
/// bytes have begun to be handed to the socket. Under TLS records are longer than what they carry, so the mark
/// comes early by a few bytes there, never late.
/// </summary>
internal sealed class WatchedStream(Socket socket) : Stream
{
    private readonly NetworkStream _stream = new(socket, ownsSocket: true);
    private long _left = long.MaxValue;

    /// <summary>True from the moment the write that may hold the final dot begins.</summary>
    public bool DotMayBeSent { get; private set; }

    /// <summary>A new transaction on the same connection.</summary>
    public void ExpectCommands() => ExpectBody(long.MaxValue);

    public void ExpectBody(long length)
    {
        _left = length;
        DotMayBeSent = false;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var dot = Count(buffer.Length);
        await _stream.WriteAsync(buffer, cancellationToken);
        if (dot) KillPoints.Reach(KillPoints.SmtpAfterDot);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count)
    {
        var dot = Count(count);
        _stream.Write(buffer, offset, count);
        if (dot) KillPoints.Reach(KillPoints.SmtpAfterDot);
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _stream.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        _stream.ReadAsync(buffer, offset, count, cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => _stream.Read(buffer, offset, count);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    // Every wait is bounded by a token instead; socket time-outs do not hold for asynchronous calls.
    public override bool CanTimeout => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Flush() => _stream.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => _stream.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _stream.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>True for the write that may hold the final dot.</summary>
    private bool Count(int length)
    {
        if (_left == long.MaxValue) return false;
        _left -= length;
        if (_left > 0 || DotMayBeSent) return false;
        // The last moment to know for certain: a relay that has hung up or answered already will not accept what follows.
        if (socket.Poll(0, SelectMode.SelectRead)) throw new IOException("The relay answered or hung up before the final dot.");
        return DotMayBeSent = true;
    }
}
