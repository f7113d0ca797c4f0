namespace Frugal.Tests.Shared;

/// <summary>A PostgreSQL server in a temporary folder, reached by a socket in it. It must not run as root, which in CI this process may be: then as the user postgres.</summary>
internal sealed class PostgresServer : IDisposable
{
    private readonly string programs;
    private readonly bool asRoot = Environment.UserName == "root";

    private PostgresServer(string programs) => this.programs = programs;

    public TemporaryFolder Folder { get; } = new();

    private Dictionary<string, string> Variables => new()
    {
        ["PGHOST"] = Folder.Path, ["PGUSER"] = "tweets", ["PGDATABASE"] = "postgres", ["PATH"] = $"{programs}:{Environment.GetEnvironmentVariable("PATH")}",
    };

    /// <summary>How Npgsql connects to it.</summary>
    public string Settings => $"Host={Folder.Path};Username=tweets;Database=postgres";

    /// <summary>Starts one; without PostgreSQL the test is skipped outside CI.</summary>
    public static PostgresServer Start()
    {
        var installed = Directory.Exists("/usr/lib/postgresql") ? Directory.GetFiles("/usr/lib/postgresql", "initdb", SearchOption.AllDirectories).Order(StringComparer.Ordinal).LastOrDefault() : null;
        if (installed is null)
        {
            MissingTool.Report("PostgreSQL's server is not installed: Debian's package postgresql.");
        }

        var server = new PostgresServer(Path.GetDirectoryName(installed)!);
        try
        {
            server.Own();
            server.Must("initdb", "--auth=trust", "--username=tweets", "--no-sync", "-D", server.Folder["database"]);
            server.StartAgain();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Starts it, after <see cref="Crash"/> with what it had stored.</summary>
    public void StartAgain() => Must(
        "pg_ctl", "-D", Folder["database"], "-l", Folder["log"], "-w", "-t", $"{(int)Patience.Now(TimeSpan.FromSeconds(60)).TotalSeconds}", "-o", $"-c listen_addresses='' -c fsync=off -k {Folder.Path}", "start");

    /// <summary>Ends it at once, without writing anything more.</summary>
    public void Crash() => Must("pg_ctl", "-D", Folder["database"], "-m", "immediate", "-w", "stop");

    /// <summary>Runs a program as the server's user, with its address in the environment.</summary>
    public (int Code, string Output) Run(params string[] words)
    {
        Own();   // what the test has written since
        return InstalledProgram.Run(Variables, asRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", .. words] : words);
    }

    public string Sql(string statements) => Must("psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1", "--command", statements).Trim();

    public void Dispose()
    {
        if (Directory.Exists(Folder["database"]))
        {
            Run("pg_ctl", "-D", Folder["database"], "-m", "immediate", "-w", "stop");
        }

        Folder.Dispose();
    }

    private void Own()
    {
        if (asRoot)
        {
            InstalledProgram.Run(null, "chown", "-R", "postgres:postgres", Folder.Path);
        }
    }

    private string Must(params string[] words)
    {
        var (code, output) = Run([Path.Combine(programs, words[0]), .. words[1..]]);
        Assert.That(code, Is.Zero, $"{string.Join(' ', words)}: {output}");
        return output;
    }
}
