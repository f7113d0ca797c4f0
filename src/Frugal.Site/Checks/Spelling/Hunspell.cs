using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Frugal.Site.Checks.Spelling;

/// <summary>Asks the program hunspell which words a dictionary lacks.</summary>
/// <param name="program">The program's name or path.</param>
internal sealed class Hunspell(string program = "hunspell")
{
    private const string Remedy = "On Debian and Ubuntu: apt-get install hunspell hunspell-en-gb hunspell-fr. Elsewhere: install Hunspell with its dictionaries en_GB and fr";

    /// <summary>The words that the dictionary lacks.</summary>
    /// <param name="dictionary">The dictionary: <c>en_GB</c> or <c>fr</c>.</param>
    /// <param name="words">The words, without hyphens.</param>
    /// <param name="cancellation">Ends the program.</param>
    /// <exception cref="FrugalException">The program or its dictionary is missing.</exception>
    public IReadOnlySet<string> Unknown(string dictionary, IReadOnlyCollection<string> words, CancellationToken cancellation)
    {
        using var process = Start(dictionary);
        using var kill = cancellation.Register(() => process.Kill(entireProcessTree: true));
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None));
        try
        {
            process.StandardInput.Write(string.Join('\n', words) + "\n");
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it read everything; its exit code and its errors say why.
        }

        process.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        return process.ExitCode == 0
            ? output.GetAwaiter().GetResult().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet(StringComparer.Ordinal)
            : throw new FrugalException($"hunspell failed with the dictionary {dictionary} ({errors.GetAwaiter().GetResult().ReplaceLineEndings(" ").Trim().TrimEnd('.')}). {Remedy}.");
    }

    private Process Start(string dictionary)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        try
        {
            return Process.Start(new ProcessStartInfo(program, ["-i", "UTF-8", "-d", dictionary, "-l"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardInputEncoding = utf8,
                StandardOutputEncoding = utf8,
            })!;
        }
        catch (Win32Exception missing)
        {
            throw new FrugalException($"{program}: there is no such program, and it checks the spelling. {Remedy}.", missing);
        }
    }
}
