namespace Frugal.Grading.Authoring;

/// <summary>A clone of the course, identified by its root folder: the folder that contains Course.sln.</summary>
/// <param name="Root">The full path.</param>
public sealed record Course(string Root)
{
    /// <summary>The solution file that contains every project.</summary>
    public string SolutionFile => Path.Combine(Root, "Course.sln");

    /// <summary>The labs with a folder in <c>solutions/</c> or in <c>labs/</c>, by name.</summary>
    public IReadOnlyList<LabTree> Labs =>
    [
        .. new[] { "solutions", "labs" }.Select(tree => Path.Combine(Root, tree)).Where(Directory.Exists)
            .SelectMany(Directory.EnumerateDirectories).Where(folder => LabFiles.In(folder).Count > 0)
            .Select(folder => Path.GetFileName(folder)).Distinct().Order(StringComparer.Ordinal)
            .Select(name => new LabTree(this, LabName.Parse(name))),
    ];

    /// <summary>The course that contains the current folder, otherwise the one in which this program was built.</summary>
    /// <exception cref="FrugalException">No parent folder contains Course.sln.</exception>
    public static Course Find() =>
        Above(Directory.GetCurrentDirectory()) ?? Above(AppContext.BaseDirectory)
        ?? throw new FrugalException($"{Directory.GetCurrentDirectory()}: no Course.sln in any folder above. Run the command in a clone of the project.");

    /// <summary>The course in which this program was built, otherwise the one that contains the current folder: the user who starts the program chose it, not
    /// a student whose folder is graded.</summary>
    /// <exception cref="FrugalException">There is neither.</exception>
    public static Course Own() => Above(AppContext.BaseDirectory) ?? Find();

    /// <summary>The lab with this name; all labs if <paramref name="name"/> is null.</summary>
    /// <exception cref="FrugalException">There is no such lab.</exception>
    public IReadOnlyList<LabTree> Choose(string? name)
    {
        var labs = Labs;
        if (name is null)
        {
            return labs;
        }

        var chosen = labs.Where(lab => lab.Name.Text == name.TrimEnd('/')).ToList();
        var known = labs.Count == 0 ? "There is none yet" : $"There are: {string.Join(", ", labs.Select(lab => lab.Name))}";
        return chosen.Count > 0 ? chosen : throw new FrugalException($"Unknown lab '{name.ReplaceLineEndings(" ")}'. {known}. Create one with 'frugal labs new NAME'.");
    }

    /// <summary>The course in <paramref name="start"/> or the nearest parent folder; null if there is none.</summary>
    internal static Course? Above(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Course.sln")))
            {
                return new(folder.FullName);
            }
        }

        return null;
    }
}
