using System.ComponentModel;
using System.Diagnostics;

namespace Frugal.Site.Building;

/// <summary>The program <c>mkdocs</c> of this machine.</summary>
/// <param name="path">Where programs are looked for, as in the variable PATH.</param>
internal sealed class MkDocs(string path) : IMkDocs
{
    /// <summary>How to install MkDocs and its theme.</summary>
    public const string Remedy = "Install it: 'sudo apt-get install mkdocs mkdocs-material' on Debian and Ubuntu, 'pip install \"mkdocs<2\" \"mkdocs-material<10\"' elsewhere.";

    /// <summary>The program on the PATH of this process.</summary>
    public static MkDocs OnPath() => new(Environment.GetEnvironmentVariable("PATH") ?? "");

    /// <summary>The program's file; null if it is not installed.</summary>
    public string? Program =>
        path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "mkdocs.exe" : "mkdocs")).FirstOrDefault(File.Exists);

    /// <inheritdoc/>
    public async Task<MkDocsRun> BuildAsync(string root, SiteLanguage language, string output, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(
            Program ?? throw new FrugalException($"mkdocs: the program is not on the PATH, and it builds the site. {Remedy}"),
            ["build", "--strict", "--clean", "--config-file", Path.Combine(root, language.Configuration), "--site-dir", output])
        {
            WorkingDirectory = root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PYTHONUTF8"] = "1";
        using var process = Start(start);
        process.StandardInput.Close();
        using var kill = cancellation.Register(() => process.Kill(entireProcessTree: true));
        var texts = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None)).ConfigureAwait(false);
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return new(process.ExitCode, string.Concat(texts));
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception failure)
        {
            throw new FrugalException($"{start.FileName}: does not start ({failure.Message.ReplaceLineEndings(" ")}). {Remedy}", failure);
        }
    }
}
