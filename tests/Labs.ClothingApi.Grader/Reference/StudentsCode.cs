using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Labs.ClothingApi.Grader.Probes;

namespace Labs.ClothingApi.Grader;

/// <summary>The student's assembly, read and never loaded: which of Frugal's ready-made parts it calls.</summary>
internal static class StudentsCode
{
    /// <summary>Ways to call a method by its name, which no task needs and no metadata would show. Each is a method, or the beginning of a namespace.</summary>
    private static readonly string[] ByName =
    [
        "System.Type.GetType", "System.Type.GetMethod", "System.Type.GetMethods", "System.Type.GetMember", "System.Type.GetMembers", "System.Type.InvokeMember",
        "System.Activator.CreateInstance", "System.Activator.CreateInstanceFrom", "System.Delegate.CreateDelegate", "System.Delegate.DynamicInvoke",
        "System.Reflection.MethodBase.Invoke", "System.Reflection.MethodBase.GetMethodFromHandle", "System.Reflection.MethodInfo.CreateDelegate", "System.Reflection.ConstructorInfo.Invoke",
        "System.Reflection.MethodInvoker.", "System.Reflection.ConstructorInvoker.", "System.Reflection.Emit.", "System.Reflection.RuntimeReflectionExtensions.", "System.Reflection.TypeInfo.",
        "System.Reflection.Assembly.Load", "System.Reflection.Assembly.LoadFrom", "System.Reflection.Assembly.LoadFile", "System.Reflection.Assembly.GetType", "System.Reflection.Assembly.GetTypes",
        "System.Reflection.Assembly.GetExportedTypes", "System.Reflection.Assembly.CreateInstance", "System.Reflection.Module.GetType", "System.Reflection.Module.GetTypes", "System.Reflection.Module.ResolveMethod",
        "System.Linq.Expressions.", "System.Runtime.Loader.", "System.Runtime.CompilerServices.UnsafeAccessor", "System.AppDomain.", "Microsoft.CSharp.",
    ];

    /// <summary>Refuses a task that is done by a call of what it asks for.</summary>
    /// <param name="ready">Types, or methods of types: <c>Frugal.Imaging.Photo</c>, <c>Frugal.Imaging.Preprocessing.Apply</c>.</param>
    /// <exception cref="GradingException">One of them is called, or could be by its name.</exception>
    public static void MustNotUse(params string[] ready)
    {
        var folder = Path.GetDirectoryName(StudentProcess.ProgramOf(typeof(ModelProbes).Assembly))!;
        using var file = new PEReader(File.OpenRead(Path.Combine(folder, "ClothingApi.dll")));
        var used = Used(file.GetMetadataReader()).ToHashSet();
        if (used.FirstOrDefault(ready.Contains) is { } call)
        {
            throw new GradingException(Cause.Cheating, $"{call} is Frugal's own solution of this task. Write yours, and compare afterwards.");
        }

        if (used.FirstOrDefault(name => ByName.Any(way => way.EndsWith('.') ? name.StartsWith(way, StringComparison.Ordinal) : name == way || name.StartsWith($"{way}Attribute", StringComparison.Ordinal))) is { } way)
        {
            throw new GradingException(Cause.Cheating, $"{way} could call Frugal's own solution of this task by its name. Write yours, without reflection.");
        }
    }

    /// <summary>The types that the assembly refers to, and the members of them; a generic method such as <c>Activator.CreateInstance&lt;T&gt;</c>, which takes no name, is left out.</summary>
    private static IEnumerable<string> Used(MetadataReader metadata) => metadata.TypeReferences.Select(type => NameOf(metadata, type))
        .Concat(metadata.MemberReferences.Select(metadata.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference && !metadata.GetBlobReader(member.Signature).ReadSignatureHeader().IsGeneric)
            .Select(member => $"{NameOf(metadata, (TypeReferenceHandle)member.Parent)}.{metadata.GetString(member.Name)}"));

    private static string NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
    }
}
