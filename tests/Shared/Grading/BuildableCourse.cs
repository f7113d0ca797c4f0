namespace Frugal.Tests.Shared;

/// <summary>The projects of a course with one lab, <c>two-sums</c>, that builds on this clone's sources. The tests add its code.</summary>
internal static class BuildableCourse
{
    /// <summary>Writes the course's build files, and the lab's projects for each tree.</summary>
    /// <param name="folder">The course's folder.</param>
    /// <param name="trees">"solutions", "labs", or both.</param>
    public static void Write(TemporaryFolder folder, params string[] trees)
    {
        folder.Write("Course.sln", "");
        foreach (var file in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
        {
            folder.Write(file, $"<Project><Import Project=\"{Tree.At(file)}\" /></Project>\n");
        }

        foreach (var lab in trees.Select(tree => $"{tree}/two-sums"))
        {
            folder.Write($"{lab}/two-sums.slnx", """
                <Solution>
                  <Configurations>
                    <BuildType Name="Release" />
                  </Configurations>
                  <Project Path="TwoSums/TwoSums.csproj" />
                  <Project Path="Grader/TwoSums.Grader.csproj" />
                  <Project Path="Probes/TwoSums.Probes.csproj" />
                </Solution>
                """);
            folder.Write($"{lab}/TwoSums/TwoSums.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />\n");
            foreach (var part in new[] { "Grader", "Probes" })
            {
                folder.Write($"{lab}/{part}/TwoSums.{part}.csproj", $"<Project Sdk=\"Microsoft.NET.Sdk\"><Import Project=\"$(RepositoryRoot)src/Frugal.Grading/build/{part}.props\" /></Project>\n");
            }
        }
    }
}
