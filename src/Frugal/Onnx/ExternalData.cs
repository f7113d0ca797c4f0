using System.Globalization;
using Frugal.Onnx.Wire;
using Google.Protobuf;

namespace Frugal.Onnx;

/// <summary>
/// Tensors whose data is stored in files beside the model (IR specification, "External Tensor Data"). They are read into the model;
/// a location outside the model's folder is refused, because the model file chooses which files are opened on the reader's machine.
/// </summary>
internal static class ExternalData
{
    public static void Inline(ModelProto model, string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        long total = 0;
        foreach (var tensor in OnnxCheck.Tensors(model).Where(t => t.DataLocation == TensorProto.Types.DataLocation.External))
        {
            var bytes = Read(tensor, folder, path, ref total);
            tensor.RawData = ByteString.CopyFrom(bytes);
            tensor.DataLocation = TensorProto.Types.DataLocation.Default;
            tensor.ExternalData.Clear();
        }
    }

    private static byte[] Read(TensorProto tensor, string folder, string model, ref long total)
    {
        var file = Locate(tensor, folder, model);
        try
        {
            using var stream = File.OpenRead(file);
            var offset = Number(tensor, "offset", 0, model);
            var length = Number(tensor, "length", stream.Length - offset, model);
            if (offset > stream.Length || length > stream.Length - offset)
            {
                throw OnnxErrors.ExternalData(model, tensor.Name, $"'{Path.GetFileName(file)}' has {stream.Length:N0} bytes, needed are {length:N0} from {offset:N0}");
            }

            total += length;
            if (total > OnnxFile.LargestFile)
            {
                throw OnnxErrors.TooLarge(model, total);
            }

            var bytes = new byte[length];
            stream.Seek(offset, SeekOrigin.Begin);
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw OnnxErrors.ExternalData(model, tensor.Name, $"'{Path.GetFileName(file)}' cannot be read");
        }
    }

    private static string Locate(TensorProto tensor, string folder, string model)
    {
        var location = Value(tensor, "location") ?? throw OnnxErrors.ExternalData(model, tensor.Name, "its location is missing");
        if (location.Contains('\0') || Path.IsPathRooted(location))
        {
            throw OnnxErrors.ExternalData(model, tensor.Name, "its path is not relative");
        }

        var file = new FileInfo(Path.GetFullPath(Path.Combine(folder, location.Replace('\\', '/'))));
        if (!IsInside(file.FullName, folder))
        {
            throw OnnxErrors.ExternalData(model, tensor.Name, $"'{location}' leaves the model's folder");
        }

        if (!file.Exists)
        {
            throw OnnxErrors.ExternalData(model, tensor.Name, $"'{location}' is missing");
        }

        return file.ResolveLinkTarget(returnFinalTarget: true) is { } target && !IsInside(target.FullName, folder)
            ? throw OnnxErrors.ExternalData(model, tensor.Name, $"'{location}' leaves the model's folder")
            : file.FullName;
    }

    private static bool IsInside(string file, string folder) =>
        file.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static long Number(TensorProto tensor, string key, long otherwise, string model) => Value(tensor, key) switch
    {
        null => otherwise,
        var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw OnnxErrors.ExternalData(model, tensor.Name, $"its {key} is not a number"),
    };

    private static string? Value(TensorProto tensor, string key) => tensor.ExternalData.FirstOrDefault(entry => entry.Key == key)?.Value;
}
