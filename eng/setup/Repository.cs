namespace Frugal.Setup;

/// <summary>The folders and files of the clone that set-up reads and writes.</summary>
public sealed record Repository(string Root)
{
    public string Solution => At("Course.sln");

    public string Packages => At("Directory.Packages.props");

    public string Logs => At(".frugal", "logs");

    public string Stamps => At("artifacts", "stamps");

    public string TestResults => At("artifacts", "test-results");

    public string CommandLine => At("artifacts", "bin", "Frugal.Cli", "release", "Frugal.Cli.dll");

    /// <summary>The path of a file or folder under the root.</summary>
    public string At(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Finds the clone that contains this program.</summary>
    /// <exception cref="SetupException">No parent folder contains Course.sln.</exception>
    public static Repository Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Course.sln")))
            {
                return new Repository(folder.FullName);
            }
        }

        throw new SetupException($"{AppContext.BaseDirectory}: no Course.sln in any folder above. Run ./frugal from a clone of the project.");
    }
}
