using System.Runtime.InteropServices;
using Frugal.Setup.Checks;
using Frugal.Setup.Systems;

namespace Frugal.Setup.Testing;

/// <summary>Tools that only tests use, <c>frugal site</c> and <c>frugal gguf</c>. Set-up installs them where it is allowed to; without a tool, its tests are skipped and listed.</summary>
public static class TestTools
{
    private static readonly string[] Browsers =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe", @"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
    ];

    /// <summary>The tools that tests use on the given system.</summary>
    public static IReadOnlyList<TestTool> On(Host host) => [.. Enum.GetValues<TestTool>().Where(tool => tool is not (TestTool.Sandbox or TestTool.OpenMp or TestTool.Servers) || host.Family == Family.Linux)];

    /// <summary>The Debian packages of a tool; empty if set-up does not install it. On Ubuntu, Chromium is a snap, which its package cannot install
    /// in a container.</summary>
    public static IReadOnlyList<string> Packages(TestTool tool, Host host) => tool switch
    {
        _ when !host.HasApt => [],
        TestTool.Browser => host.Is("ubuntu") ? [] : ["chromium"],
        TestTool.Jupyter => ["python3-nbclient", "jupyter-nbconvert"],
        TestTool.Site => ["mkdocs", "mkdocs-material", "hunspell", "hunspell-fr", "hunspell-en-gb"],
        TestTool.OpenMp => ["libgomp1"],
        TestTool.Servers => ["rabbitmq-server", "postgresql", "prometheus", "logrotate", "sqlite3"],
        _ => ["bubblewrap"],
    };

    /// <summary>The corresponding lines of doctor.</summary>
    public static IEnumerable<Check> Inspect(Host host) => On(host)
        .Select(tool => tool == TestTool.Sandbox && IsInstalled(tool) ? JudgeSandbox(Contains()) : Judge(tool, IsInstalled(tool), host));

    /// <summary>The line of doctor for one tool.</summary>
    public static Check Judge(TestTool tool, bool installed, Host host) =>
        installed ? Check.Fine(Name(tool), "installed") : new Check(Name(tool), State.Optional, tool == TestTool.OpenMp
            ? "not installed; gguf quantize and gguf compare do not run, and the tests that use llama.cpp are skipped"
            : "not installed; its tests are skipped", Advice.Tool(tool, host));

    /// <summary>The line of doctor for an installed bubblewrap.</summary>
    /// <param name="contains">Whether it may make namespaces here.</param>
    public static Check JudgeSandbox(bool contains) => contains
        ? Check.Fine(Name(TestTool.Sandbox), "installed; contains submissions")
        : new Check(Name(TestTool.Sandbox), State.Optional, "installed, but the system does not let it make namespaces: submissions are not contained", "see docs/en/grading-safely.md");

    /// <summary>Installs missing tools where allowed; reports which are still missing and how to install them.</summary>
    public static void Ensure(Repository repository, Host host, StepReport report)
    {
        foreach (var tool in On(host).Where(tool => !IsInstalled(tool)))
        {
            if (tool != TestTool.Servers || Environment.GetEnvironmentVariable("CI") is { Length: > 0 })
            {
                InstallWhereAllowed(tool, repository, host, report);   // Debian starts servers when it installs them: not on a person's machine
            }

            if (!IsInstalled(tool))
            {
                report.Output.WriteLine($"Without {Name(tool)}, the tests that use it are skipped. To run them: {Advice.Tool(tool, host)}");
            }
        }
    }

    /// <summary>Installs what a command uses, where allowed. If it is still missing then, the command says how to install it.</summary>
    public static void EnsureFor(string command, Repository repository, Host host, StepReport report)
    {
        if (ToolOf(command, host) is { } tool && (tool == TestTool.Site ? !Shell.Finds("mkdocs") : !IsInstalled(tool)))
        {
            InstallWhereAllowed(tool, repository, host, report);
        }
    }

    /// <summary>The tool that a command uses: MkDocs for <c>frugal site</c>, libgomp for <c>frugal gguf</c> on Linux.</summary>
    public static TestTool? ToolOf(string command, Host host) => command switch
    {
        "site" => TestTool.Site,
        "gguf" when host.Family == Family.Linux => TestTool.OpenMp,
        _ => null,
    };

    /// <summary>Installs a tool if set-up knows its packages and has the rights.</summary>
    private static void InstallWhereAllowed(TestTool tool, Repository repository, Host host, StepReport report)
    {
        if (Packages(tool, host) is not { Count: > 0 } packages || Administrator.Prefix() is not { } prefix)
        {
            return;
        }

        try
        {
            report.Step(Name(tool), () => Install(packages, prefix, new LogFile(repository, Name(tool).Replace(' ', '-').ToLowerInvariant())), result => result);
        }
        catch (SetupException failure)
        {
            report.Output.WriteLine(failure.Message);
        }
    }

    private static string Install(IReadOnlyList<string> packages, string[] prefix, LogFile log)
    {
        string[][] commands = [["apt-get", "update"], ["apt-get", "install", "--yes", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300", .. packages]];
        foreach (string[] words in commands.Select(command => (string[])[.. prefix, .. command]))
        {
            if (Shell.Run(new ShellCommand(words[0], words[1..]), log) != 0)
            {
                throw new SetupException(Remedies.Explain($"'{string.Join(' ', words)}' failed", log));
            }
        }

        return "installed";
    }

    private static string Name(TestTool tool) => tool switch { TestTool.Browser => "Chromium", TestTool.Jupyter => "Jupyter client", TestTool.Site => "MkDocs", TestTool.OpenMp => "libgomp", TestTool.Servers => "RabbitMQ and PostgreSQL", _ => "bubblewrap" };

    private static bool Contains() => Shell.Capture("bwrap", "--unshare-pid", "--unshare-net", "--ro-bind", "/", "/", "--proc", "/proc", "echo", "yes")?.Trim() == "yes";

    private static bool IsInstalled(TestTool tool) => tool switch
    {
        TestTool.Browser => Browsers.Any(File.Exists),
        TestTool.Jupyter => Shell.Capture(File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3", "-c", "import nbclient, nbconvert, jupyter_client; print('yes')")?.Trim() == "yes",
        TestTool.Site => Shell.Finds("mkdocs") && Shell.Finds("hunspell"),
        TestTool.OpenMp => Loads("libgomp.so.1"),
        TestTool.Servers => File.Exists("/usr/lib/rabbitmq/bin/rabbitmq-server") && Directory.Exists("/usr/lib/postgresql") && Shell.Finds("prometheus") && Shell.Finds("logrotate") && Shell.Finds("sqlite3"),
        _ => Shell.Finds("bwrap"),
    };

    /// <summary>Whether the system's loader finds a library, wherever it lies.</summary>
    private static bool Loads(string library)
    {
        if (!NativeLibrary.TryLoad(library, out var handle))
        {
            return false;
        }

        NativeLibrary.Free(handle);
        return true;
    }
}
