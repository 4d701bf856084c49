namespace TargetAlerts.Delivery;

/// <summary>One round of sending: what came of it so far, and what it learned about the relay.</summary>
internal sealed class DeliveryRound(RelayCondition relay)
{
    private int _sent;
    private int _failed;
    private int _unknown;

    public RelayCondition Relay { get; set; } = relay;

    public int Sent => _sent;

    public int Failed => _failed;

    public int Unknown => _unknown;

    public void CountSent() => Interlocked.Increment(ref _sent);

    public void CountFailed() => Interlocked.Increment(ref _failed);

    public void CountUnknown() => Interlocked.Increment(ref _unknown);
}
