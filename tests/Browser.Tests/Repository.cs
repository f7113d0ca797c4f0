namespace Browser.Tests;

/// <summary>The folders of the clone that these tests read and write.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The page's files as they are authored: no build stands between them and the browser.</summary>
    public static string Page { get; } = Path.Combine(Root, "solutions", "clothing-api", "ClothingApi", "wwwroot");

    public static string Screenshots { get; } = Path.Combine(Root, "artifacts", "screenshots");

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "Course.sln")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
