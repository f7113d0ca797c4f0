namespace Frugal.Cli.Start;

/// <summary>Serves the report of <c>frugal start</c>.</summary>
internal static class ReportServer
{
    private static readonly int[] Ports = [8080, 8081, 8765, 0];

    /// <summary>Starts listening on the first free port of a few.</summary>
    /// <exception cref="FrugalException">No port is free.</exception>
    public static LocalServer Open(string page) =>
        LocalServer.Open(Ports, path => path is "/" or "/index.html" ? page : null)
        ?? throw new FrugalException("127.0.0.1: no port is free for the report. Open the file itself, or use --no-serve.");
}
