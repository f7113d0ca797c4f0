namespace Frugal.Onnx;

/// <summary>Creates the exceptions of exporting TorchSharp modules.</summary>
internal static class ExportErrors
{
    public static FrugalException UnsupportedModule(string path, string type) =>
        new($"module '{path}' ({type}): no ONNX export is known for this type. Let it implement {nameof(IOnnxExportable)}, or replace it by one of torch.nn's supported modules.");

    public static FrugalException UnsupportedOption(string path, string what) =>
        new($"module '{path}': {what} cannot be exported to ONNX. Change the option, or let the module that owns it implement {nameof(IOnnxExportable)}.");
}
