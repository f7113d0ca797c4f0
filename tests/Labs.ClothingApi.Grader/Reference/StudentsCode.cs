using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Labs.ClothingApi.Grader.Probes;

namespace Labs.ClothingApi.Grader;

/// <summary>The student's assembly, read and never loaded: which of Frugal's ready-made parts it calls.</summary>
internal static class StudentsCode
{
    /// <summary>Refuses a task that is done by a call of what it asks for.</summary>
    /// <param name="ready">Types, or methods of types: <c>Frugal.Imaging.Photo</c>, <c>Frugal.Imaging.Preprocessing.Apply</c>.</param>
    /// <exception cref="GradingException">One of them is called.</exception>
    public static void MustNotUse(params string[] ready)
    {
        var folder = Path.GetDirectoryName(StudentProcess.ProgramOf(typeof(ModelProbes).Assembly))!;
        using var file = new PEReader(File.OpenRead(Path.Combine(folder, "ClothingApi.dll")));
        var metadata = file.GetMetadataReader();
        var used = metadata.TypeReferences.Select(type => NameOf(metadata, type))
            .Concat(metadata.MemberReferences.Select(metadata.GetMemberReference)
                .Where(member => member.Parent.Kind == HandleKind.TypeReference)
                .Select(member => $"{NameOf(metadata, (TypeReferenceHandle)member.Parent)}.{metadata.GetString(member.Name)}"));
        if (used.FirstOrDefault(ready.Contains) is { } call)
        {
            throw new GradingException(Cause.Cheating, $"{call} is Frugal's own solution of this task. Write yours, and compare afterwards.");
        }
    }

    private static string NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
    }
}
