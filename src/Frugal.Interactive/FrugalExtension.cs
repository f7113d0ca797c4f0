using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;

namespace Frugal.Interactive;

/// <summary>
/// What .NET Interactive loads from the package Frugal.Interactive: the native libraries of the engines, the formatters of Frugal's own kernel,
/// and the namespaces and functions that a cell has there without asking.
/// </summary>
public sealed class FrugalExtension : IKernelExtension
{
    /// <summary>Prepares the kernel into which the package is loaded.</summary>
    /// <param name="kernel">The tool's kernel, or the composite of all its languages.</param>
    public async Task OnLoadAsync(Kernel kernel)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        ToolAssemblies.Resolve();
        NativeEngines.Load();
        ToolFormatters.Register();
        if (kernel.FindKernelByName("csharp") is { } csharp)
        {
            using var reader = new StreamReader(typeof(FrugalExtension).Assembly.GetManifestResourceStream("CellFunctions.csx")!);
            await csharp.SendAsync(new SubmitCode(await reader.ReadToEndAsync())).ConfigureAwait(false);
        }
    }
}
