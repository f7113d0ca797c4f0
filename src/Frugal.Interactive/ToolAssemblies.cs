using System.Runtime.Loader;

namespace Frugal.Interactive;

/// <summary>
/// Plotly.NET is compiled against a newer FSharp.Core than the one in .NET Interactive. A process can load only one, so Plotly.NET gets the tool's
/// version; it uses nothing of the newer one.
/// </summary>
internal static class ToolAssemblies
{
    private const string FSharp = "FSharp.Core";

    /// <summary>Resolves the missing version to the loaded one from now on.</summary>
    public static void Resolve() =>
        AssemblyLoadContext.Default.Resolving += static (_, wanted) =>
            wanted.Name == FSharp ? AssemblyLoadContext.Default.Assemblies.FirstOrDefault(assembly => assembly.GetName().Name == FSharp) : null;
}
