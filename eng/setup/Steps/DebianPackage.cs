namespace Frugal.Setup.Steps;

/// <summary>A Debian package that the project stands on, under each name that it bears in Debian and Ubuntu.</summary>
public sealed record DebianPackage(string Name, params string[] OtherNames)
{
    /// <summary>libtorch trains; OpenBLAS's OpenMP build multiplies its matrices; the codecs read photos; bubblewrap contains students' work; the rest compiles the shim.</summary>
    public static IReadOnlyList<DebianPackage> Needed { get; } =
    [
        new("libtorch-dev"),
        new("libopenblas0-openmp"),
        new("libturbojpeg0", "libturbojpeg"),
        new("libpng16-16", "libpng16-16t64"),
        new("libwebp7"),
        new("g++"),
        new("cmake"),
        new("ninja-build"),
        new("bubblewrap"),
    ];

    /// <summary>The browser that the tests of web pages drive, and the Jupyter client that drives the kernel.</summary>
    public static IReadOnlyList<DebianPackage> NeededByTests { get; } = [new("chromium", "chromium-browser"), new("python3-nbclient"), new("jupyter-nbconvert")];

    public IEnumerable<string> Names => [Name, .. OtherNames];

    /// <summary>The versions of the installed packages among those that dpkg-query was asked for.</summary>
    /// <param name="output">Lines of <c>name status version</c>, as <see cref="QueryFormat"/> prints them.</param>
    public static IReadOnlyDictionary<string, string> ParseInstalled(string output)
    {
        var installed = new Dictionary<string, string>();
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var name, "installed", var version])
            {
                installed[name] = version;
            }
        }

        return installed;
    }

    public const string QueryFormat = "${Package} ${db:Status-Status} ${Version}\n";
}
