using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Labs.MakeItSmall.Grader.Probes;

namespace Labs.MakeItSmall.Grader;

/// <summary>The student's assembly, read and never loaded: whether it calls Frugal's own answer to a task.</summary>
internal static class StudentsCode
{
    /// <summary>Types that call a method by its name, which no task needs and no metadata would show.</summary>
    private static readonly string[] ByName =
    [
        "System.Activator", "System.AppDomain", "System.Reflection.Assembly", "System.Reflection.MethodBase", "System.Reflection.MethodInfo", "System.Reflection.ConstructorInfo", "System.Reflection.MethodInvoker",
        "System.Reflection.Emit.", "System.Reflection.RuntimeReflectionExtensions", "System.Linq.Expressions.", "System.Runtime.Loader.", "System.Runtime.CompilerServices.UnsafeAccessorAttribute", "Microsoft.CSharp.",
    ];

    /// <summary>Refuses a task that is done by a call of what it asks for.</summary>
    /// <param name="ready">The beginnings of names of types: <c>Frugal.Quantization.</c> for all of a namespace.</param>
    /// <exception cref="GradingException">One of them is used.</exception>
    public static void MustNotUse(params string[] ready)
    {
        var folder = Path.GetDirectoryName(StudentProcess.ProgramOf(typeof(RangeProbes).Assembly))!;
        using var file = new PEReader(File.OpenRead(Path.Combine(folder, "MakeItSmall.dll")));
        var metadata = file.GetMetadataReader();
        var used = metadata.TypeReferences.Select(metadata.GetTypeReference).Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}").ToList();
        if (used.FirstOrDefault(name => ready.Any(start => name.StartsWith(start, StringComparison.Ordinal))) is { } call)
        {
            throw new GradingException(Cause.Cheating, $"{call} is Frugal's own answer to this task. Write yours, and compare afterwards.");
        }

        if (used.FirstOrDefault(name => ByName.Any(way => way.EndsWith('.') ? name.StartsWith(way, StringComparison.Ordinal) : name == way)) is { } reflection)
        {
            throw new GradingException(Cause.Cheating, $"{reflection} could call Frugal's own answer to this task by its name. Write yours, without reflection.");
        }
    }
}
