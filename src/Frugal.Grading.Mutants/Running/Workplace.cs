using System.Diagnostics;
using System.Globalization;
using Frugal.Grading.Authoring;
using Frugal.Grading.Containment;

namespace Frugal.Grading.Mutants.Running;

/// <summary>
/// The folders of a run: the programs of the student's processes in the course's <c>artifacts</c>, where they find its models; all that is written in the
/// system's temporary folder, where paths are short enough for sockets. Both are removed at the end, those of killed runs by a later one.
/// </summary>
internal sealed class Workplace : IDisposable
{
    private const string Prefix = "mutants-";

    /// <summary>Makes the folders.</summary>
    public Workplace(Course course)
    {
        var artifacts = Path.Combine(course.Root, "artifacts");
        RemoveOld(artifacts);
        RemoveOld(Path.GetTempPath());
        var name = $"{Prefix}{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}-{Path.GetRandomFileName()[..4]}";
        Programs = Directory.CreateDirectory(Path.Combine(artifacts, name)).FullName;
        Temporary = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), name)).FullName;
    }

    /// <summary>The folder of programs.</summary>
    public string Programs { get; }

    /// <summary>The folder for all that is written.</summary>
    public string Temporary { get; }

    /// <summary>Copies the program that the build made of the probes.</summary>
    /// <param name="program">Its assembly.</param>
    /// <param name="job">The number of the job that uses the copy.</param>
    /// <returns>The copy's assembly.</returns>
    public string Copy(string program, int job)
    {
        var (from, to) = (Path.GetDirectoryName(program)!, Path.Combine(Programs, job.ToString(CultureInfo.InvariantCulture)));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return Path.Combine(to, Path.GetFileName(program));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        FolderWalk.Remove(Programs);
        FolderWalk.Remove(Temporary);
    }

    /// <summary>The folders of runs whose process is gone.</summary>
    private static void RemoveOld(string folder)
    {
        foreach (var old in Directory.Exists(folder) ? Directory.EnumerateDirectories(folder, Prefix + "*") : [])
        {
            if (int.TryParse(Path.GetFileName(old)[Prefix.Length..].Split('-')[0], CultureInfo.InvariantCulture, out var id) && !Lives(id))
            {
                FolderWalk.Remove(old);
            }
        }
    }

    private static bool Lives(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
