using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Frugal.Measuring;
using Frugal.Notebooks.Ipynb;
using Microsoft.ML.OnnxRuntime;

namespace Frugal.Site.Notebooks;

/// <summary>The libraries with which a notebook runs.</summary>
/// <param name="Frugal">Frugal's version.</param>
/// <param name="Dotnet">.NET's version.</param>
/// <param name="OnnxRuntime">ONNX Runtime's version.</param>
/// <param name="TorchSharp">TorchSharp's version.</param>
internal sealed record RunSoftware(string Frugal, string Dotnet, string OnnxRuntime, string TorchSharp)
{
    /// <summary>Those of this process, which are those of the process that it starts for a notebook.</summary>
    public static RunSoftware Current() =>
        new(VersionOf(typeof(FrugalException)), Environment.Version.ToString(), OrtEnv.Instance().GetVersionString(), VersionOf(typeof(TorchSharp.torch)));

    private static string VersionOf(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? type.Assembly.GetName().Version?.ToString(3) ?? "";
}

/// <summary>How a notebook was run: what a reader must know about its figures. It is kept in the metadata of the executed notebook, without a date.</summary>
/// <param name="Processor">The processor's name.</param>
/// <param name="Software">The libraries.</param>
/// <param name="Seconds">Wall time of the run.</param>
internal sealed record RunNote(string Processor, RunSoftware Software, double Seconds)
{
    private const string Field = "frugal_run";

    /// <summary>Writes this note into an executed notebook.</summary>
    public void WriteTo(Notebook notebook) => notebook.Metadata[Field] = JsonSerializer.SerializeToNode(this);

    /// <summary>The note of an executed notebook; null if it has none.</summary>
    public static RunNote? Of(Notebook notebook) => notebook.Metadata[Field] is JsonObject note ? note.Deserialize<RunNote>() : null;

    /// <summary>A run on this machine that took <paramref name="elapsed"/>.</summary>
    public static RunNote Here(RunSoftware software, TimeSpan elapsed) => new(MachineInfo.Current().Cpu, software, Math.Round(elapsed.TotalSeconds));
}
