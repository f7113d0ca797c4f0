using System.Globalization;
using Frugal.Containment;
using Frugal.Onnx.Wire;
using Google.Protobuf;

namespace Frugal.Onnx;

/// <summary>
/// Tensors whose data is stored in files beside the model (IR specification, "External Tensor Data"). They are read into the model;
/// a location outside the model's folder is refused, because the model file chooses which files are opened on the reader's machine.
/// </summary>
internal static class ExternalData
{
    /// <summary>Reads the data of all tensors into the model.</summary>
    /// <returns>The total size of the data files.</returns>
    /// <exception cref="FrugalException">A data file is missing, not allowed, or too short.</exception>
    public static long Inline(ModelProto model, string path)
    {
        var files = Bytes(model, path);
        long total = 0;
        foreach (var tensor in Tensors(model))
        {
            tensor.RawData = Read(tensor, path, ref total);
            tensor.DataLocation = TensorProto.Types.DataLocation.Default;
            tensor.ExternalData.Clear();
            OnnxCheck.Tensor(tensor, path);
        }

        return files;
    }

    /// <summary>The total size of the data files that the model at <paramref name="path"/> names; each counts once, whole.</summary>
    /// <exception cref="FrugalException">A data file is missing or not allowed.</exception>
    public static long Bytes(ModelProto model, string path)
    {
        var sizes = new Dictionary<string, long>();
        foreach (var tensor in Tensors(model))
        {
            using var file = Open(tensor, path);
            sizes[file.Name] = file.Length;
        }

        return sizes.Values.Sum();
    }

    private static IEnumerable<TensorProto> Tensors(ModelProto model) => OnnxCheck.Tensors(model).Where(tensor => tensor.DataLocation == TensorProto.Types.DataLocation.External);

    private static ByteString Read(TensorProto tensor, string model, ref long total)
    {
        using var file = Open(tensor, model);
        var offset = Number(tensor, "offset", 0, model);
        var length = Number(tensor, "length", Math.Max(0, file.Length - offset), model);
        if (offset > file.Length || length > file.Length - offset)
        {
            throw OnnxErrors.ExternalData(model, tensor.Name, $"'{Value(tensor, "location")}' has {file.Length:N0} bytes, needed are {length:N0} from {offset:N0}");
        }

        total += length;
        if (total > OnnxFile.LargestFile)
        {
            throw OnnxErrors.TooLarge(model, total);
        }

        try
        {
            var bytes = new byte[length];
            file.Seek(offset, SeekOrigin.Begin);
            file.ReadExactly(bytes);
            return UnsafeByteOperations.UnsafeWrap(bytes);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw OnnxErrors.ExternalData(model, tensor.Name, $"'{Value(tensor, "location")}' cannot be read");
        }
    }

    private static FileStream Open(TensorProto tensor, string model) =>
        PlainFile.Open(Locate(tensor, model)) ?? throw OnnxErrors.ExternalData(model, tensor.Name, $"'{Value(tensor, "location")}' cannot be read, or is not a regular file");

    /// <summary>The data file, with links resolved.</summary>
    private static string Locate(TensorProto tensor, string model)
    {
        var location = Value(tensor, "location") ?? throw OnnxErrors.ExternalData(model, tensor.Name, "its location is missing");
        if (location.Contains('\0') || Path.IsPathRooted(location))
        {
            throw OnnxErrors.ExternalData(model, tensor.Name, "its path is not relative");
        }

        var whole = Path.GetFullPath(model);
        var folder = Path.GetDirectoryName(whole)!;
        var file = new FileInfo(Path.GetFullPath(Path.Combine(folder, location.Replace('\\', '/'))));
        if (!IsInside(file.FullName, folder) || Between(file, folder).Any(parent => parent.LinkTarget is not null))
        {
            throw OnnxErrors.ExternalData(model, tensor.Name, $"'{location}' leaves the model's folder");
        }

        if (!file.Exists)
        {
            throw OnnxErrors.ExternalData(model, tensor.Name, $"'{location}' is missing");
        }

        var target = Target(file);
        return target == whole || target == Target(new FileInfo(whole)) ? throw OnnxErrors.ExternalData(model, tensor.Name, $"'{location}' is the model itself")
            : !IsInside(target, folder) ? throw OnnxErrors.ExternalData(model, tensor.Name, $"'{location}' leaves the model's folder")
            : target;
    }

    private static string Target(FileInfo file)
    {
        try
        {
            return file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName;
        }
        catch (IOException)   // links in a circle
        {
            return file.FullName;
        }
    }

    /// <summary>The folders between the model's folder and a file inside it.</summary>
    private static IEnumerable<DirectoryInfo> Between(FileInfo file, string folder)
    {
        for (var parent = file.Directory; parent is not null && IsInside(parent.FullName, folder); parent = parent.Parent)
        {
            yield return parent;
        }
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
