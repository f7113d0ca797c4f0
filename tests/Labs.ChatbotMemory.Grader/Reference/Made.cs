namespace Labs.ChatbotMemory.Grader;

/// <summary>Files that the grader makes for the student's process: in a folder of its own, then put into the scratch folder, where links could wait for who writes there.</summary>
internal static class Made
{
    /// <summary>Lets <paramref name="make"/> write a file, and puts it into the scratch folder.</summary>
    public static string In(Scratch scratch, string name, Action<string> make) => scratch.Write(name, Bytes(make));

    /// <summary>The bytes of a file that <paramref name="make"/> writes.</summary>
    public static byte[] Bytes(Action<string> make)
    {
        var folder = Directory.CreateTempSubdirectory("frugal-made-").FullName;
        try
        {
            make(Path.Combine(folder, "made"));
            return File.ReadAllBytes(Path.Combine(folder, "made"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
