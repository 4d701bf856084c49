using System.Diagnostics;
using Npgsql;

[assembly: AssemblyFixture(typeof(TargetAlerts.Tests.PostgresServer))]

namespace TargetAlerts.Tests;

/// <summary>
/// A real PostgreSQL from the system's package. One is started for all tests that ask for a database; a test that
/// restarts the server makes one of its own.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private static PostgresServer? s_shared;

    private readonly Lock _starting = new();
    private string? _folder;
    private int _port;
    private int _databases;

    public PostgresServer() => s_shared ??= this;

    /// <summary>A database of the server that all tests share.</summary>
    public static string NewSharedDatabase() => (s_shared ?? throw new InvalidOperationException("The fixture was not made.")).NewDatabase();

    /// <summary>A new, empty database; skips the test, and says so, where PostgreSQL is not installed.</summary>
    public string NewDatabase()
    {
        lock (_starting)
        {
            Start();
            var name = $"test{++_databases}";
            using var connection = new NpgsqlConnection(ConnectionString("postgres"));
            connection.Open();
            using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
            create.ExecuteNonQuery();
            return ConnectionString(name);
        }
    }

    /// <summary>Stops every session and the server at once and starts it again, as a restart under load does.</summary>
    public void Restart()
    {
        lock (_starting) Control("restart", "-m", "fast");
    }

    public void Dispose()
    {
        if (_folder is null) return;
        NpgsqlConnection.ClearAllPools();
        Control("stop", "-m", "immediate");
        Directory.Delete(_folder, recursive: true);
    }

    private static string? Programs =>
        Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Select(folder => Path.Combine(folder, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Order().LastOrDefault() : null;

    private string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={_port};Database={database};Username=postgres;Maximum Pool Size=40;Connection Idle Lifetime=10;Connection Pruning Interval=2;Include Error Detail=true";

    private void Start()
    {
        if (_folder is not null) return;
        Assert.SkipUnless(Programs is not null, "PostgreSQL is not installed");
        _folder = Directory.CreateTempSubdirectory("targetalerts-postgres-").FullName;
        _port = FreePort.Find();
        if (Environment.UserName == "root") Run("chown", "postgres", _folder);
        Postgres("initdb", "-D", Data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C");
        File.AppendAllText(Path.Combine(Data, "postgresql.conf"), $"\nport = {_port}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = '{_folder}'\nmax_connections = 800\nshared_buffers = 64MB\n");
        Control("start");
    }

    private string Data => Path.Combine(_folder!, "data");

    private void Control(string verb, params string[] more) => Postgres("pg_ctl", [verb, "-s", "-D", Data, "-w", "-l", Path.Combine(_folder!, "server.log"), .. more]);

    // The server refuses to run as root.
    private static void Postgres(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs!, program);
        if (Environment.UserName == "root") Run("runuser", ["-u", "postgres", "--", path, .. arguments]);
        else Run(path, arguments);
    }

    private static void Run(string program, params string[] arguments)
    {
        // initdb tells a story; pg_ctl is told to be silent, for the server would keep a pipe of ours open.
        var quiet = arguments.Any(argument => argument.EndsWith("initdb", StringComparison.Ordinal)) || program.EndsWith("initdb", StringComparison.Ordinal);
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = "/", RedirectStandardOutput = quiet })!;
        if (quiet) process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
