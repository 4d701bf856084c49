using System.Text;
using TargetAlerts.Delivery;
using TargetAlerts.Digests;
using TargetAlerts.Settings;

namespace TargetAlerts.Commands;

/// <summary>One previewed mail and where its files are.</summary>
/// <param name="Estimate">Its items, some or all, are rebuilt from the dates their sources give.</param>
/// <param name="Html">Null for a mail of text alone.</param>
internal sealed record PreviewRow(DateOnly PeriodStart, DateOnly PeriodEnd, int Items, bool Estimate, string Subject, string? Html, string Txt, string Eml);

/// <summary>Writes previews to a folder: each file is there whole or as it was before.</summary>
internal sealed class PreviewFiles
{
    private readonly List<(string Temporary, string Path)> _written = [];

    private PreviewFiles(string folder) => Folder = folder;

    public string Folder { get; }

    /// <exception cref="UsageException">Nothing can be written there.</exception>
    public static PreviewFiles In(string folder)
    {
        try
        {
            return new(Directory.CreateDirectory(folder).FullName);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"--out {folder}: must be a folder that can be written ({error.Message}).");
        }
    }

    /// <summary>All of them are written before the first takes its place.</summary>
    public async Task<IReadOnlyList<PreviewRow>> WriteAsync(string targets, IReadOnlyList<PreviewedMail> mails, CancellationToken cancellationToken)
    {
        var rows = new List<PreviewRow>();
        try
        {
            foreach (var (period, written) in mails)
            {
                var name = $"{targets.Replace('/', '-')}-{period.LastDay:yyyy-MM-dd}";
                var html = MailedHtml.Of(written.Composed.Bytes);
                rows.Add(new(period.FirstDay, period.LastDay, period.Items.Count, period.Estimated, written.Mail.Subject,
                    html is null ? null : await PutAsync(name + ".html", Encoding.UTF8.GetBytes(html), cancellationToken),
                    await PutAsync(name + ".txt", Encoding.UTF8.GetBytes(written.Mail.Text), cancellationToken),
                    await PutAsync(name + ".eml", written.Composed.Bytes, cancellationToken)));
            }
            foreach (var (temporary, path) in _written) File.Move(temporary, path, overwrite: true);
            return rows;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--out {Folder}: could not be written ({error.Message}).");
        }
        finally
        {
            foreach (var (temporary, _) in _written) File.Delete(temporary);
        }
    }

    private async Task<string> PutAsync(string name, byte[] content, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Folder, name);
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        _written.Add((temporary, path));
        await File.WriteAllBytesAsync(temporary, content, cancellationToken);
        return path;
    }
}
