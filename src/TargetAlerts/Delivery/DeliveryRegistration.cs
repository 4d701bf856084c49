using Microsoft.Extensions.DependencyInjection.Extensions;
using TargetAlerts.Delivery.Returns;
using TargetAlerts.Settings;
using TargetAlerts.Storage;

namespace TargetAlerts.Delivery;

internal static class DeliveryRegistration
{
    /// <summary>Needs MailOptions, LinkKey, Database and TimeProvider from the host.</summary>
    public static IServiceCollection AddDelivery(this IServiceCollection services)
    {
        services.TryAddSingleton<SettingsStore>();
        return services
            .AddSingleton<MailComposer>()
            .AddSingleton<BounceToken>()
            .AddSingleton<OutboxStore>()
            .AddSingleton<MessageEndings>()
            .AddSingleton<ResendStore>()
            .AddSingleton<Bounces>()
            .AddSingleton<AlarmStore>()
            .AddSingleton<RelayHealth>()
            .AddSingleton<HoldStore>()
            .AddSingleton(services => new SendMark(DataFolder(services)))
            .AddSingleton<SendingHold>()
            .AddSingleton<IOperatorAlarm, OperatorAlarm>()
            .AddSingleton<IMailRoute>(Route)
            .AddSingleton<DeliveryNotes>()
            .AddSingleton<Outbox>()
            .AddSingleton<ReturnProof>().AddSingleton<ReturnReader>().AddSingleton<ReturnEffects>().AddSingleton<ReturnHealth>().AddSingleton<ReturnRound>()
            .AddSingleton<MailTest>()
            .AddSingleton<Resend>();
    }

    private static string DataFolder(IServiceProvider services) => services.GetService<ServiceOptions>()?.DataDirectory ?? "data";

    private static IMailRoute Route(IServiceProvider services)
    {
        var mail = services.GetRequiredService<MailOptions>();
        if (!string.IsNullOrEmpty(mail.Host)) return new SmtpRelay(mail, TimeProvider.System);
        return new PickupFolder(mail.Pickup ?? Path.Combine(DataFolder(services), "outbox"));
    }
}
