using System.Security.Cryptography;
using System.Text.Json;
using Frugal.Data;
using Frugal.Notebooks.Ipynb;

namespace Frugal.Site.Notebooks;

/// <summary>
/// What decides whether a notebook is executed again: its code cells (id, source, whether the cell may fail), the versions of Frugal, .NET, ONNX Runtime and TorchSharp,
/// and whether a mirror of the data sets is used. Its prose is not part of it, nor are the processor, which the page names, and Frugal's own sources, which change all the time:
/// delete <c>artifacts/site-notebooks</c> to execute all notebooks again.
/// </summary>
internal static class ExecutionKey
{
    /// <summary>The key: the first 16 hexadecimal digits of a SHA-256.</summary>
    /// <param name="notebook">The notebook.</param>
    /// <param name="software">The libraries with which it runs.</param>
    /// <param name="mirror">The folder of mirrored data sets; null if there is none. Only whether there is one counts.</param>
    public static string Of(Notebook notebook, RunSoftware software, string? mirror) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new
        {
            Form = 1,
            Software = software,
            Mirror = mirror is not null,
            Cells = notebook.Cells.Where(cell => cell.Kind == CellKind.Code).Select(cell => new { cell.Id, cell.Source, cell.MayFail }),
        })))[..16];

    /// <summary>The key on this machine.</summary>
    public static string Here(Notebook notebook, RunSoftware software) => Of(notebook, software, new DataFolders().Mirror);
}
