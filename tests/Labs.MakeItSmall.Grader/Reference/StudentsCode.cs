using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Labs.MakeItSmall.Grader.Probes;

namespace Labs.MakeItSmall.Grader;

/// <summary>The student's assembly, read and never loaded: whether it calls Frugal's own answer to a task.</summary>
internal static class StudentsCode
{
    /// <summary>Refuses a task that is done by a call of what it asks for.</summary>
    /// <param name="ready">The beginnings of names of types: <c>Frugal.Quantization.</c> for all of a namespace.</param>
    /// <exception cref="GradingException">One of them is used.</exception>
    public static void MustNotUse(params string[] ready)
    {
        var folder = Path.GetDirectoryName(StudentProcess.ProgramOf(typeof(RangeProbes).Assembly))!;
        using var file = new PEReader(File.OpenRead(Path.Combine(folder, "MakeItSmall.dll")));
        var metadata = file.GetMetadataReader();
        var used = metadata.TypeReferences.Select(metadata.GetTypeReference).Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}");
        if (used.FirstOrDefault(name => ready.Any(start => name.StartsWith(start, StringComparison.Ordinal))) is { } call)
        {
            throw new GradingException(Cause.Cheating, $"{call} is Frugal's own answer to this task. Write yours, and compare afterwards.");
        }
    }
}
