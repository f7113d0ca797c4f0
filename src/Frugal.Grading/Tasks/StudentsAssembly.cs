using System.Reflection;

namespace Frugal.Grading.Tasks;

/// <summary>Keeps the student's code out of the grader's own process, where it could write its results.</summary>
internal static class StudentsAssembly
{
    /// <summary>The key of the grader's assembly metadata that names the student's assembly; <c>Grader.props</c> writes it.</summary>
    internal const string Metadata = "FrugalStudent";

    /// <summary>What is wrong when the student's assembly of <paramref name="grader"/> is loaded in this process; null where it is not.</summary>
    public static string? Intrusion(Assembly grader) =>
        Names(grader).FirstOrDefault(name => AppDomain.CurrentDomain.GetAssemblies().Any(loaded => loaded.GetName().Name == name)) is { } name
            ? $"{name}, the student's code, was loaded into the grader's process. Fixtures may not name its types; call it from probes, by Student.Call."
            : null;

    private static IEnumerable<string?> Names(Assembly grader) =>
        grader.GetCustomAttributes<AssemblyMetadataAttribute>().Where(metadata => metadata.Key == Metadata).Select(metadata => metadata.Value);
}
