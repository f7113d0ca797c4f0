using System.Reflection;

namespace Frugal.Grading.Tasks;

/// <summary>Keeps the student's code out of the grader's process, where it could write its own results.</summary>
internal static class StudentsAssembly
{
    /// <summary>The metadata key of the grader's assembly for the name of the student's assembly; written by <c>Grader.props</c>.</summary>
    internal const string Metadata = "FrugalStudent";

    /// <summary>The error if the student's assembly of <paramref name="grader"/> is loaded in this process; otherwise null.</summary>
    public static string? Intrusion(Assembly grader) =>
        Names(grader).FirstOrDefault(name => AppDomain.CurrentDomain.GetAssemblies().Any(loaded => loaded.GetName().Name == name)) is { } name
            ? $"{name}, the student's code, was loaded into the grader's process. Fixtures may not name its types; call it from probes, by Student.Call."
            : null;

    /// <summary>The names of the student's assemblies.</summary>
    public static IEnumerable<string?> Names(Assembly grader) =>
        grader.GetCustomAttributes<AssemblyMetadataAttribute>().Where(metadata => metadata.Key == Metadata).Select(metadata => metadata.Value);
}
