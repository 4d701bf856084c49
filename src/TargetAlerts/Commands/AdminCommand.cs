using System.CommandLine;
using System.Text;
using TargetAlerts.Settings;
using TargetAlerts.Web.Admin;

namespace TargetAlerts.Commands;

/// <summary>admin: what the settings keep of an admin's password.</summary>
internal static class AdminCommand
{
    public static Command Create() => new("admin", "The admin pages.") { Hash() };

    private static Command Hash()
    {
        // Never an argument: those are seen by everybody on the machine and kept by shells.
        var command = new Command("hash", "Read a password and print what Web:Admin:NAME is to hold.");
        command.SetAction((parsed, cancellationToken) => Cli.GuardAsync(async () =>
        {
            var password = Console.IsInputRedirected ? await Console.In.ReadLineAsync(cancellationToken) ?? "" : Ask();
            if (password.Length is < AdminPassword.Shortest or > AdminPassword.Longest) throw new UsageException($"The password must have {AdminPassword.Shortest} to {AdminPassword.Longest} characters.");
            var kept = AdminPassword.Keep(password);
            new Output(parsed.GetValue(Cli.Json)).Write(new { hash = kept }, [kept]);
            return Cli.Done;
        }));
        return command;
    }

    private static string Ask()
    {
        var first = Typed("Password: ");
        return first == Typed("Once more: ") ? first : throw new UsageException("The two differ.");
    }

    private static string Typed(string prompt)
    {
        Console.Error.Write(prompt);
        var text = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace && text.Length > 0) text.Length--;
            else if (!char.IsControl(key.KeyChar)) text.Append(key.KeyChar);
        }
        Console.Error.WriteLine();
        return text.ToString();
    }
}
