using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TargetAlerts.Targets.Resolving;

namespace TargetAlerts.Targets;

/// <summary>Writes profiles as files of the same form as those written by hand: whole or not at all, and never one that the next start would refuse.</summary>
internal static class TargetFiles
{
    private static readonly JsonSerializerOptions Form = new(TargetCatalog.Json)
    {
        WriteIndented = true,
        IgnoreReadOnlyProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A new file in the first folder that can be written: the configuration, else the data directory.</summary>
    public static string Add(DrugTarget profile, IReadOnlyList<string> folders)
    {
        var faults = new List<string>();
        foreach (var folder in folders)
        {
            var file = Path.Combine(folder, $"{profile.Symbol.Replace('/', '_')}.json");
            try
            {
                Directory.CreateDirectory(folder);
                Put(profile, file, temporary => File.Move(temporary, file));
                return file;
            }
            catch (Exception error) when (error is UnauthorizedAccessException or IOException)
            {
                faults.Add(error.Message);
            }
        }
        throw new ProfileRefusedException($"The profile could not be written: {string.Join(" ", faults)}");
    }

    /// <summary>In place of a file, which is kept beside it as ".old".</summary>
    public static void Replace(DrugTarget profile, string file)
    {
        try
        {
            Put(profile, file, temporary => File.Replace(temporary, file, file + ".old"));
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw new ProfileRefusedException($"{file} could not be written: {error.Message}");
        }
    }

    /// <summary>Takes a file out of use; it is kept beside its place as ".removed".</summary>
    public static string SetAside(string file)
    {
        var kept = file + ".removed";
        try
        {
            File.Move(file, kept, overwrite: true);
            return kept;
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw new ProfileRefusedException($"{file} could not be removed: {error.Message}");
        }
    }

    private static void Put(DrugTarget profile, string file, Action<string> place)
    {
        var temporary = Path.Combine(Path.GetDirectoryName(file)!, $".{Path.GetFileName(file)}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew))
            {
                stream.Write(Encoding.UTF8.GetBytes($"// Written by \"targets add\". Edit it freely: a refresh keeps what you write, pin (\"pinned\": true) or drop (\"tier\": \"dropped\").\n{JsonSerializer.Serialize(profile, Form)}\n"));
                stream.Flush(flushToDisk: true);
            }
            TargetCatalog.ReadFile(temporary);
            place(temporary);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
