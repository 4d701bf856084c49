using TargetAlerts.Delivery;

namespace TargetAlerts.Tests.EndToEnd;

/// <summary>A relay that answers as it is told.</summary>
internal sealed class ToldRelay : IMailRoute
{
    public Func<SmtpOutcome> Answer { get; set; } = () => throw new InvalidOperationException("no answer was set");

    public byte[]? Last { get; private set; }

    public string Name => "a relay that answers as told";

    public IMailLine Open() => new Line(this);

    private sealed class Line(ToldRelay relay) : IMailLine
    {
        public async Task<SmtpOutcome?> SendAsync(Parcel parcel, Func<CancellationToken, Task<bool>> beforeData, CancellationToken cancellationToken)
        {
            if (!await beforeData(cancellationToken)) return null;
            relay.Last = parcel.Bytes;
            return relay.Answer();
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
