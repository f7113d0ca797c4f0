using Frugal.Grading.Authoring;
using Frugal.Grading.Containment;

namespace Frugal.Grading.Submissions;

/// <summary>
/// The folder in which a submission is built and graded: the course's own projects, properties and grader, with the accepted files of the student
/// instead of the starter's. No project file, target, analyser, configuration or package of the student's is in it, so that building it runs no code of theirs.
/// </summary>
internal sealed class CleanLab : IDisposable
{
    private const string Prefix = "grading-";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>Makes the folder.</summary>
    /// <exception cref="FrugalException">The course's solution is missing, or the folder cannot be written.</exception>
    public CleanLab(LabTree tree, string submission)
    {
        var artifacts = Path.Combine(tree.Course.Root, "artifacts");
        Folder = Path.Combine(artifacts, $"{Prefix}{Environment.ProcessId:x}-{Path.GetRandomFileName().Replace(".", "", StringComparison.Ordinal)}");
        var course = LabSync.Generate(tree).Files;
        var files = SubmissionFiles.Read(submission, tree.Name.App, course);
        LeftOut = files.LeftOut;
        RemoveOld(artifacts);
        var app = $"{tree.Name.App}/";
        foreach (var (path, content) in course.Where(file => !(file.Key.StartsWith(app, StringComparison.Ordinal) && file.Key.EndsWith(".cs", StringComparison.Ordinal))).Concat(files.Accepted))
        {
            AtomicFile.WriteAllBytes(Path.Combine(Folder, path), content);
        }

        // Its own outputs, and a student's style is not graded. The folder lies as deep as labs/NAME, so that the projects' relative paths hold.
        AtomicFile.WriteAllBytes(Path.Combine(Folder, "Directory.Build.props"), """
            <Project>
              <Import Project="../../Directory.Build.props" />
              <PropertyGroup>
                <ArtifactsPath>$(MSBuildThisFileDirectory)artifacts</ArtifactsPath>
                <TreatWarningsAsErrors>false</TreatWarningsAsErrors>
                <EnforceCodeStyleInBuild>false</EnforceCodeStyleInBuild>
              </PropertyGroup>
            </Project>
            """u8.ToArray());
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>What of the submission is not graded.</summary>
    public IReadOnlyList<string> LeftOut { get; }

    /// <inheritdoc/>
    public void Dispose() => FolderWalk.Remove(Folder);

    /// <summary>Folders that killed gradings left.</summary>
    private static void RemoveOld(string artifacts)
    {
        foreach (var old in Directory.Exists(artifacts) ? Directory.EnumerateDirectories(artifacts, Prefix + "*") : [])
        {
            if (DateTime.UtcNow - Directory.GetLastWriteTimeUtc(old) > Kept)
            {
                FolderWalk.Remove(old);
            }
        }
    }
}
