using System.Globalization;

namespace TargetAlerts.Delivery;

/// <summary>
/// A file in the data directory that remembers how many rounds of sending there were. A database that knows of fewer is an
/// older copy, put in place by hand: what was sent since would be sent once more, by nobody's decision. Written after the
/// database, so that a crash leaves it behind and never ahead.
/// </summary>
internal sealed class SendMark(string folder)
{
    private readonly string _path = Path.Combine(folder, "sent.mark");

    /// <summary>The rounds of this installation; 0 where nothing is known of it.</summary>
    /// <param name="installation">Empty for a database that has no name yet: it is no copy of anything.</param>
    public long Read(string installation)
    {
        try
        {
            var words = File.ReadAllText(_path).Split(' ');
            return words.Length == 2 && installation.Length > 0 && words[0] == installation && long.TryParse(words[1], CultureInfo.InvariantCulture, out var rounds) ? rounds : 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    public void Write(string installation, long rounds)
    {
        if (installation.Length == 0) return;
        try
        {
            File.WriteAllText(_path + ".tmp", string.Create(CultureInfo.InvariantCulture, $"{installation} {rounds}"));
            File.Move(_path + ".tmp", _path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A second witness, not the first: the next round writes it.
        }
    }
}
