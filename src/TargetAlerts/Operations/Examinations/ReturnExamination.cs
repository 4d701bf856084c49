using TargetAlerts.Delivery;
using TargetAlerts.Delivery.Returns;
using TargetAlerts.Settings;

namespace TargetAlerts.Operations.Examinations;

/// <summary>Opens the box of what comes back, as the reading does; nothing is taken out.</summary>
internal sealed class ReturnExamination(MailOptions mail, ReturnRound returns) : IExamination
{
    private const string Part = "bounces";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        if (returns.Box is not { } box) return [new(Part, true, "none are read", string.IsNullOrEmpty(mail.Host) ? null : "set Mail:Bounces, so that dead addresses and complaints are heeded.")];
        try
        {
            return [new(Part, true, $"{box.Name} can be read, {await box.CountAsync(cancellationToken)} message(s) wait in it")];
        }
        catch (ReturnBoxFault fault)
        {
            return [new(Part, false, $"{box.Name}: {fault.Message}", Remedy.Bounces)];
        }
    }
}
