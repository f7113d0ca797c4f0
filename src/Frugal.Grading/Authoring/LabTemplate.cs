using System.Reflection;
using System.Text;

namespace Frugal.Grading.Authoring;

/// <summary>
/// Creates a lab as a starting point: an app with two small tasks, one graded on correctness and one on speed, with grader, README and analysis sheet.
/// </summary>
public static class LabTemplate
{
    private const string Prefix = "lab-template/";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Creates <c>solutions/NAME</c>, <c>tests/Labs.APP.Grader</c> and <c>labs/NAME</c>, and adds the projects to the course's solution.</summary>
    /// <exception cref="FrugalException">Something with this name exists, or the files cannot be written. No partial lab is left.</exception>
    public static LabTree Create(Course course, LabName name) => Create(course, name, AddProjects);

    internal static LabTree Create(Course course, LabName name, Action<LabTree> register)
    {
        var lab = new LabTree(course, name);
        Refuse(lab);
        var staging = new LabTree(new(Path.Combine(course.Root, "artifacts", $"new-lab-{Environment.ProcessId:x}")), name);
        var solution = File.ReadAllBytes(course.SolutionFile);
        var placed = new List<string>();
        try
        {
            Write(staging);
            LabSync.Apply(staging);
            foreach (var (from, to) in new[] { (staging.Grader, lab.Grader), (staging.Lab, lab.Lab), (staging.Solution, lab.Solution) })
            {
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                Directory.Move(from, to);
                placed.Add(to);
            }

            register(lab);
            return lab;
        }
        catch (Exception failure)
        {
            placed.ForEach(folder => Directory.Delete(folder, recursive: true));
            if (placed.Count > 0)
            {
                AtomicFile.WriteAllBytes(course.SolutionFile, solution);
            }

            throw failure is IOException or UnauthorizedAccessException
                ? new FrugalException($"{course.Root}: the lab cannot be written there ({failure.Message.ReplaceLineEndings(" ").TrimEnd('.')}). Free some space or correct the folder's rights.", failure)
                : failure;
        }
        finally
        {
            if (Directory.Exists(staging.Course.Root))
            {
                Directory.Delete(staging.Course.Root, recursive: true);
            }
        }
    }

    private static void Refuse(LabTree lab)
    {
        if (new[] { lab.Solution, lab.Lab, lab.Grader }.FirstOrDefault(Path.Exists) is { } taken)
        {
            throw new FrugalException($"'{lab.Name}': {lab.Show(taken)} is there already. Choose another name.");
        }

        if (lab.Course.Labs.FirstOrDefault(other => other.Name.App.Equals(lab.Name.App, StringComparison.OrdinalIgnoreCase)) is { } like)
        {
            throw new FrugalException($"'{lab.Name}': its app would be named {lab.Name.App}, like that of '{like.Name}'. Choose another name.");
        }
    }

    /// <summary>Writes the template's files, with the lab's and the app's name inserted into paths and contents.</summary>
    private static void Write(LabTree lab)
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(resource => resource.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            AtomicFile.WriteAllBytes(Path.Combine(lab.Course.Root, Named(resource[Prefix.Length..].Replace('\\', '/'))), Encoding.UTF8.GetBytes(Named(reader.ReadToEnd())));
        }

        string Named(string text) => text.Replace("lab-name", lab.Name.Text, StringComparison.Ordinal).Replace("AppName", lab.Name.App, StringComparison.Ordinal);
    }

    private static void AddProjects(LabTree lab)
    {
        string[] projects =
        [
            Path.Combine(lab.Solution, lab.Name.App, $"{lab.Name.App}.csproj"),
            Path.Combine(lab.Solution, "Grader", $"{lab.Name.App}.Grader.csproj"),
            Path.Combine(lab.Solution, "Probes", $"{lab.Name.App}.Probes.csproj"),
            Path.Combine(lab.Lab, lab.Name.App, $"{lab.Name.App}.csproj"),
        ];
        var (code, output) = Dotnet.Run(lab.Course.Root, ["sln", lab.Course.SolutionFile, "add", .. projects], new Dictionary<string, string?>(), Limit);
        if (code != 0)
        {
            throw new FrugalException($"{lab.Course.SolutionFile}: the projects of '{lab.Name}' could not be added ({Dotnet.Tail(output)}). Correct the file, then run 'frugal labs new {lab.Name}' again.");
        }
    }
}
