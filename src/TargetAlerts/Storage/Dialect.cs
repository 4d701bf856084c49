using System.Data.Common;
using DbUp.Builder;

namespace TargetAlerts.Storage;

/// <summary>All that differs between the databases; everything else is shared SQL.</summary>
internal abstract class Dialect
{
    public abstract DbConnection NewConnection();

    /// <summary>What every connection is told once when opened.</summary>
    public abstract string OnOpen { get; }

    /// <summary>Run first in the transaction that gives change numbers: number order must be commit order.</summary>
    public abstract string LockChangeNumbers { get; }

    /// <summary>Words of the schema scripts by name: $blob$, $keyed$, $serial$.</summary>
    public abstract IDictionary<string, string> SchemaWords { get; }

    /// <summary>Ends a SELECT that picks a row to claim; nothing where there is only one writer.</summary>
    public virtual string SkipLocked => "";

    public abstract UpgradeEngineBuilder Upgrader { get; }

    /// <summary>Held while the schema scripts run, so that two processes do not run them at once.</summary>
    public abstract IDisposable LockSchema();
}
