namespace TargetAlerts.Tests;

/// <summary>The real clock, moved: it runs, so that paces and time-outs work, and a test jumps to another day.</summary>
internal sealed class TestClock(DateTimeOffset start) : TimeProvider
{
    private TimeSpan _offset = start - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _offset;

    public void Jump(TimeSpan by) => _offset += by;

    public void JumpTo(DateTimeOffset instant) => _offset = instant - System.GetUtcNow();
}
