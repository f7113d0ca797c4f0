namespace Frugal.Setup.Systems;

/// <summary>Installation instructions for each system.</summary>
public static class Advice
{
    /// <summary>How to install a program that the course needs.</summary>
    /// <param name="program"><c>dotnet</c> or <c>git</c>.</param>
    /// <param name="host">The system.</param>
    public static string Program(string program, Host host) => (program, host) switch
    {
        ("dotnet", { Family: Family.Windows }) => "winget install Microsoft.DotNet.SDK.10",
        ("dotnet", { Family: Family.MacOs }) => "brew install --cask dotnet-sdk",
        ("dotnet", _) when host.Is("ubuntu") => "sudo apt-get install dotnet-sdk-10.0",
        ("dotnet", _) when host.Is("fedora") => "sudo dnf install dotnet-sdk-10.0",
        ("dotnet", _) => "install the .NET 10 SDK: https://dotnet.microsoft.com/download",
        (_, { Family: Family.Windows }) => "winget install Git.Git",
        (_, { Family: Family.MacOs }) => "xcode-select --install",
        (_, { HasApt: true }) => $"sudo apt-get install {program}",
        _ when host.Is("fedora") => $"sudo dnf install {program}",
        _ => $"install {program} with the system's package manager",
    };

    /// <summary>How to install a tool of <see cref="TestTool"/>.</summary>
    public static string Tool(TestTool tool, Host host) => (tool, host) switch
    {
        (TestTool.Browser, { Family: Family.Windows }) => "winget install Microsoft.Edge",
        (TestTool.Browser, { Family: Family.MacOs }) => "brew install --cask google-chrome",
        (TestTool.Browser, _) when host.Is("ubuntu") => "sudo snap install chromium",
        (TestTool.Browser, { HasApt: true }) => "sudo apt-get install --no-install-recommends chromium",
        (TestTool.Jupyter, { HasApt: true }) => "sudo apt-get install --no-install-recommends python3-nbclient jupyter-nbconvert",
        (TestTool.Site, { HasApt: true }) => "sudo apt-get install --no-install-recommends mkdocs mkdocs-material hunspell hunspell-fr hunspell-en-gb",
        (TestTool.Sandbox, { HasApt: true }) => "sudo apt-get install bubblewrap",
        (TestTool.OpenMp, { HasApt: true }) => "sudo apt-get install libgomp1",
        (TestTool.Servers, { HasApt: true }) => "sudo apt-get install --no-install-recommends rabbitmq-server postgresql prometheus logrotate sqlite3; it starts these servers",
        (TestTool.Servers, { Family: not Family.Linux }) => "not supported on this system: the tests look for the servers where Debian installs them",
        (TestTool.Sandbox, { Family: not Family.Linux }) => "none on this system: grade work that you do not trust on Linux",
        (TestTool.OpenMp, { Family: not Family.Linux }) => "none on this system: llama.cpp needs libgomp on Linux alone",
        (TestTool.Browser, _) when host.Is("fedora") => "sudo dnf install chromium",
        (TestTool.Jupyter, _) when host.Is("fedora") => "sudo dnf install python3-nbclient python3-nbconvert",
        (TestTool.Sandbox, _) when host.Is("fedora") => "sudo dnf install bubblewrap",
        (TestTool.OpenMp, _) when host.Is("fedora") => "sudo dnf install libgomp",
        (TestTool.Site, _) => "python3 -m pip install \"mkdocs<2\" \"mkdocs-material<10\", and install hunspell with its British English and French dictionaries",
        (TestTool.Jupyter, _) => "python3 -m pip install nbclient nbconvert",
        (TestTool.Browser, _) => "install Chromium with the system's package manager",
        (TestTool.Servers, _) => "not supported on this system: the tests look for the servers where Debian installs them",
        (TestTool.OpenMp, _) => "install libgomp, GCC's OpenMP library, with the system's package manager",
        _ => "install bubblewrap with the system's package manager",
    };
}

/// <summary>What tests and a few commands use besides the .NET SDK.</summary>
public enum TestTool
{
    /// <summary>Drives the labs' web pages.</summary>
    Browser,

    /// <summary>Python's nbclient and nbconvert, which drive the notebooks' kernel.</summary>
    Jupyter,

    /// <summary>MkDocs with its theme, which builds the course site, and hunspell, which checks its spelling.</summary>
    Site,

    /// <summary>bubblewrap, which keeps a student's code apart from the machine.</summary>
    Sandbox,

    /// <summary>GCC's OpenMP library, libgomp.so.1, without which llama.cpp does not load on Linux.</summary>
    OpenMp,

    /// <summary>RabbitMQ, PostgreSQL, Prometheus and the programs that go with them, which the tests of the tweet pipeline start and stop.</summary>
    Servers,
}
