using TargetAlerts.Storage;
using TargetAlerts.Subscribers;

namespace TargetAlerts.Web;

/// <summary>The alert a manage link opens: none where the link is too old or the alert has ended.</summary>
internal sealed class ManagedAlert(LinkTokens tokens, AlertStore alerts)
{
    public async Task<Alert?> FindAsync(string token, CancellationToken cancellationToken) =>
        tokens.AlertOf(LinkPurpose.Manage, token) is { } id
        && await alerts.FindAsync(id, cancellationToken) is { State: not AlertState.Removed } alert ? alert : null;
}
