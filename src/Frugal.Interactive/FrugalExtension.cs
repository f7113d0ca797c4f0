using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;

namespace Frugal.Interactive;

/// <summary>
/// The extension that .NET Interactive loads from the package Frugal.Interactive. It provides the native libraries of the engines, the formatters
/// of Frugal's own kernel, and the namespaces and functions that cells of that kernel can use without imports.
/// </summary>
public sealed class FrugalExtension : IKernelExtension
{
    /// <summary>Prepares the kernel that loads the package.</summary>
    /// <param name="kernel">The tool's kernel, or the composite kernel of all its languages.</param>
    public async Task OnLoadAsync(Kernel kernel)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        ToolAssemblies.Resolve();
        EngineLoader.Load();
        ToolFormatters.Register();
        if (kernel.FindKernelByName("csharp") is { } csharp)
        {
            using var reader = new StreamReader(typeof(FrugalExtension).Assembly.GetManifestResourceStream("CellFunctions.csx")!);
            await csharp.SendAsync(new SubmitCode(await reader.ReadToEndAsync())).ConfigureAwait(false);
        }
    }
}
