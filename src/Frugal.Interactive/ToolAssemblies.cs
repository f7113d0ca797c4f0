using System.Runtime.Loader;

namespace Frugal.Interactive;

/// <summary>
/// Plotly.NET is compiled against a newer FSharp.Core than .NET Interactive carries, and a process has one: the tool's own answers for it. Plotly.NET
/// uses nothing of the newer one.
/// </summary>
internal static class ToolAssemblies
{
    private const string FSharp = "FSharp.Core";

    /// <summary>Answers from now on for the version that is not there.</summary>
    public static void Resolve() =>
        AssemblyLoadContext.Default.Resolving += static (_, wanted) =>
            wanted.Name == FSharp ? AssemblyLoadContext.Default.Assemblies.FirstOrDefault(assembly => assembly.GetName().Name == FSharp) : null;
}
