namespace Frugal.Benchmarks;

/// <summary>The clone of the project that this program was built in.</summary>
internal static class Clone
{
    /// <summary>Its folder.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Course.sln")))
            {
                return at.FullName;
            }
        }

        throw new FrugalException($"No Course.sln was found above {AppContext.BaseDirectory}. Run from a clone of the project.");
    }
}
