using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Frugal.Grading.Grades;

namespace Frugal.Grading.Tasks;

/// <summary>Whether the student wrote a task's answer: the student's assembly is read, never loaded, for calls of a library that answer the task.</summary>
internal static class OwnWork
{
    /// <summary>Ways to call a method by its name, which no task needs and no metadata would show. Each is a type or a method, or the beginning of a namespace.</summary>
    private static readonly string[] ByName =
    [
        "System.Type.GetType", "System.Type.GetMethod", "System.Type.GetMethods", "System.Type.GetMember", "System.Type.GetMembers", "System.Type.InvokeMember",
        "System.Activator.CreateInstance", "System.Activator.CreateInstanceFrom", "System.Delegate.CreateDelegate", "System.Delegate.DynamicInvoke",
        "System.Reflection.MethodBase.Invoke", "System.Reflection.MethodBase.GetMethodFromHandle", "System.Reflection.MethodInfo.CreateDelegate", "System.Reflection.ConstructorInfo.Invoke",
        "System.Reflection.MethodInvoker.", "System.Reflection.ConstructorInvoker.", "System.Reflection.Emit.", "System.Reflection.RuntimeReflectionExtensions.", "System.Reflection.TypeInfo.",
        "System.Reflection.Assembly.Load", "System.Reflection.Assembly.LoadFrom", "System.Reflection.Assembly.LoadFile", "System.Reflection.Assembly.GetType", "System.Reflection.Assembly.GetTypes",
        "System.Reflection.Assembly.GetExportedTypes", "System.Reflection.Assembly.CreateInstance", "System.Reflection.Module.GetType", "System.Reflection.Module.GetTypes", "System.Reflection.Module.ResolveMethod",
        "System.Reflection.Assembly.get_DefinedTypes", "System.Reflection.Assembly.get_ExportedTypes", "System.Reflection.MethodBase.get_MethodHandle", "System.Reflection.PropertyInfo.", "System.Reflection.FieldInfo.", "System.RuntimeMethodHandle.",
        "System.Linq.Expressions.", "System.Runtime.Loader.", "System.Runtime.CompilerServices.UnsafeAccessor", "System.AppDomain.", "Microsoft.CSharp.",
    ];

    /// <summary>Refuses a task that is done by a call of what it asks for.</summary>
    /// <param name="assembly">The path of the student's assembly.</param>
    /// <param name="ready">Types, methods and properties of types, or the beginnings of names, with a dot at their end: <c>Frugal.Imaging.Photo</c>, <c>Frugal.Imaging.Preprocessing.Apply</c>, <c>Frugal.Quantization.</c>.</param>
    /// <exception cref="GradingException">One of them is called, or could be by its name.</exception>
    public static void Check(string assembly, IReadOnlyList<string> ready)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var used = Used(file.GetMetadataReader()).ToHashSet();
        if (used.FirstOrDefault(name => ready.Any(listed => Names(listed, name))) is { } call)
        {
            throw new GradingException(Cause.Cheating, $"{call} is Frugal's own answer to this task. Write yours, and compare afterwards.");
        }

        if (used.FirstOrDefault(name => ByName.Any(listed => Names(listed, name) || name.StartsWith($"{listed}Attribute", StringComparison.Ordinal))) is { } way)
        {
            throw new GradingException(Cause.Cheating, $"{way} could call Frugal's own answer to this task by its name. Write yours, without reflection.");
        }
    }

    private static bool Names(string listed, string name) => listed.EndsWith('.') ? name.StartsWith(listed, StringComparison.Ordinal) : name == listed || name == Getter(listed);

    private static string Getter(string property) => property.LastIndexOf('.') is var dot && dot < 0 ? property : $"{property[..dot]}.get_{property[(dot + 1)..]}";

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
