using System.Globalization;

namespace TargetAlerts.Delivery;

/// <summary>Without a relay: each message a file, there whole or not at all. Its name follows from the message, so a repetition replaces itself.</summary>
internal sealed class PickupFolder(string folder) : IMailRoute
{
    public string Name => "folder " + folder;

    public IMailLine Open() => new Line(folder);

    private sealed class Line(string folder) : IMailLine
    {
        public async Task<SmtpOutcome?> SendAsync(Parcel parcel, Func<CancellationToken, Task<bool>> beforeData, CancellationToken cancellationToken)
        {
            if (!await beforeData(cancellationToken)) return null;
            try
            {
                Directory.CreateDirectory(folder);
                var path = Path.Combine(folder, NameOf(parcel));
                await WriteAsync(path + ".tmp", parcel.Bytes, cancellationToken);
                KillPoints.Reach(KillPoints.PickupWritten);
                File.Move(path + ".tmp", path, overwrite: true);
                KillPoints.Reach(KillPoints.PickupRenamed);
                return SmtpOutcome.Answer(SmtpStage.FinalDot, 250, "written");
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or OperationCanceledException)
            {
                return SmtpOutcome.Failed(SmtpStage.Connect, error is OperationCanceledException ? SmtpFailure.Cancelled : SmtpFailure.Lost, error.Message);
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static async Task WriteAsync(string path, byte[] bytes, CancellationToken cancellationToken)
        {
            await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
            await file.WriteAsync(bytes, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        private static string NameOf(Parcel parcel)
        {
            var id = string.Concat(parcel.MessageId.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '@' or '_' ? c : '_')).Trim('_', '.');
            return string.Create(CultureInfo.InvariantCulture, $"{parcel.CreatedAt.UtcDateTime:yyyyMMdd'T'HHmmssfff'Z'}-{id}.eml");
        }
    }
}
