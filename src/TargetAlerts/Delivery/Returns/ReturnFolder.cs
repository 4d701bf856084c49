namespace TargetAlerts.Delivery.Returns;

/// <summary>A Maildir, or a folder in which each file is a message. What is kept aside goes to its subfolder "ignored" for a while.</summary>
internal sealed class ReturnFolder(string folder, int keepDays) : IReturnBox
{
    public string Name => "folder " + folder;

    private string Aside => Path.Combine(folder, "ignored");

    public async Task EmptyAsync(Func<byte[], CancellationToken, Task<bool>> take, CancellationToken cancellationToken)
    {
        var (stuck, why) = (0, (Exception?)null);
        foreach (var file in New())
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                if (await ReadAsync(file, cancellationToken) is not { } bytes) continue;
                if (await take(bytes, cancellationToken)) File.Delete(file);
                else PutAside(file);
            }
            // One file that is in the way does not stop those behind it.
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                (stuck, why) = (stuck + 1, why ?? error);
            }
        }
        Forget();
        if (stuck > 0) throw new ReturnBoxFault($"{stuck} message(s) in it cannot be read or put away: {why!.Message.TrimEnd('.')}", lasting: true, why);
    }

    public Task<int> CountAsync(CancellationToken cancellationToken) => Task.FromResult(New().Count);

    // Files that are still written begin with a dot or end in .tmp; a Maildir has those in a folder of their own.
    private List<string> New()
    {
        try
        {
            var maildir = Path.Combine(folder, "new");
            return [.. Directory.EnumerateFiles(Directory.Exists(maildir) ? maildir : folder).Where(file => !Path.GetFileName(file).StartsWith('.') && !file.EndsWith(".tmp", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ReturnBoxFault($"the folder cannot be read: {error.Message.TrimEnd('.')}", lasting: true, error);
        }
    }

    // Null: another node was quicker. Of a file of any size no more than is looked at.
    private static async Task<byte[]?> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = File.OpenRead(file);
            var bytes = new byte[Math.Min(stream.Length, ReturnReader.Largest + 1)];
            await stream.ReadExactlyAsync(bytes, cancellationToken);
            return bytes;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private void PutAside(string file)
    {
        Directory.CreateDirectory(Aside);
        try
        {
            File.Move(file, Path.Combine(Aside, Path.GetFileName(file)), overwrite: true);
        }
        catch (FileNotFoundException)
        {
            // Another node did it.
        }
    }

    private void Forget()
    {
        if (!Directory.Exists(Aside)) return;
        var before = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-keepDays);
        foreach (var old in Directory.EnumerateFiles(Aside).Where(file => File.GetLastWriteTimeUtc(file) < before)) File.Delete(old);
    }
}
