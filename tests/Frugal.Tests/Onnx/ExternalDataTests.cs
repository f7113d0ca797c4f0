using Frugal.Measuring;
using Frugal.Onnx;
using Frugal.Onnx.Wire;
using Google.Protobuf;

namespace Frugal.Tests.Onnx;

public class ExternalDataTests
{
    [Test]
    public void Numbers_in_a_file_beside_the_model_are_read_into_it()
    {
        using var file = new TemporaryFile("model.onnx");
        var (model, weight) = WithExternal(file, "weights.bin");
        File.WriteAllBytes(Path.Combine(file.Folder, "weights.bin"), [.. new byte[16], .. weight.ToByteArray()]);
        model.Save(file.Path);

        var loaded = OnnxModel.Load(file.Path);

        Assert.That(loaded.Proto.Graph.Initializer[0].RawData, Is.EqualTo(weight));
        Assert.That(loaded.Proto.Graph.Initializer[0].ExternalData, Is.Empty);
    }

    [TestCase("missing.bin", "is missing")]
    [TestCase("../weights.bin", "leaves the model's folder")]
    [TestCase("inside/../../weights.bin", "leaves the model's folder")]
    [TestCase("/etc/hostname", "not relative")]
    [TestCase("short.bin", "has 20 bytes")]
    public void A_location_that_is_missing_short_or_outside_is_refused(string location, string message)
    {
        using var file = new TemporaryFile("model.onnx");
        var (model, _) = WithExternal(file, location);
        File.WriteAllBytes(Path.Combine(file.Folder, "short.bin"), new byte[20]);
        model.Save(file.Path);

        Assert.That(() => OnnxModel.Load(file.Path), Throws.TypeOf<FrugalException>().With.Message.Contains(message).And.Message.StartsWith(file.Path));
    }

    [Test]
    public void A_link_that_leads_outside_is_refused()
    {
        using var file = new TemporaryFile("model.onnx");
        using var outside = new TemporaryFile("secret.bin");
        var (model, weight) = WithExternal(file, "link.bin");
        File.WriteAllBytes(outside.Path, [.. new byte[16], .. weight.ToByteArray()]);
        File.CreateSymbolicLink(Path.Combine(file.Folder, "link.bin"), outside.Path);
        model.Save(file.Path);

        Assert.That(() => OnnxModel.Load(file.Path), Throws.TypeOf<FrugalException>().With.Message.Contains("leaves the model's folder"));
    }

    [TestCase("offset", "99999999999999999999", "its offset is not a number")]
    [TestCase("offset", "-1", "its offset is not a number")]
    [TestCase("offset", "9223372036854775807", "has 448 bytes")]
    [TestCase("offset", "17", "has 448 bytes, needed are 432 from 17")]
    [TestCase("length", "9223372036854775807", "has 448 bytes")]
    [TestCase("length", "8", "holds 2 numbers, its shape [4, 3, 3, 3] wants 108")]
    [TestCase("length", "7", "wants 108")]
    [TestCase("length", "0", "holds 0 numbers")]
    public void Data_that_do_not_fit_the_file_or_the_shape_are_refused(string key, string value, string message)
    {
        using var file = new TemporaryFile("model.onnx");
        var (model, weight) = WithExternal(file, "weights.bin");
        File.WriteAllBytes(Path.Combine(file.Folder, "weights.bin"), [.. new byte[16], .. weight.ToByteArray()]);
        model.Proto.Graph.Initializer[0].ExternalData.Single(entry => entry.Key == key).Value = value;
        model.Save(file.Path);

        Assert.That(() => OnnxModel.Load(file.Path), Throws.TypeOf<FrugalException>().With.Message.Contains(message).And.Message.StartsWith(file.Path));
    }

    [TestCase("model.onnx", "is the model itself")]
    [TestCase("link.bin", "is the model itself")]
    [TestCase("", "leaves the model's folder")]
    [TestCase("inside", "is missing")]
    [TestCase("away/weights.bin", "leaves the model's folder")]
    [TestCase("pipe", "not a regular file", ExcludePlatform = "Win")]
    public void What_is_not_a_data_file_in_the_folder_is_refused_at_once_when_loaded_and_measured(string location, string message)
    {
        using var file = new TemporaryFile("model.onnx");
        using var outside = new TemporaryFile("weights.bin");
        var (model, weight) = WithExternal(file, location);
        File.WriteAllBytes(outside.Path, [.. new byte[16], .. weight.ToByteArray()]);
        Directory.CreateDirectory(Path.Combine(file.Folder, "inside"));
        Directory.CreateSymbolicLink(Path.Combine(file.Folder, "away"), outside.Folder);
        File.CreateSymbolicLink(Path.Combine(file.Folder, "link.bin"), file.Path);
        if (location == "pipe")
        {
            NamedPipe.Make(Path.Combine(file.Folder, location));
        }

        model.Save(file.Path);

        Assert.That(() => OnnxModel.Load(file.Path), Throws.TypeOf<FrugalException>().With.Message.Contains(message));
        Assert.That(() => ModelCost.Of(file.Path, new ModelRunOptions()), Throws.TypeOf<FrugalException>().With.Message.Contains(message));
    }

    [Test]
    public void The_size_of_a_model_is_that_of_all_its_files()
    {
        using var file = new TemporaryFile("model.onnx");
        var (model, weight) = WithExternal(file, "weights.bin");
        File.WriteAllBytes(Path.Combine(file.Folder, "weights.bin"), [.. new byte[16], .. weight.ToByteArray()]);
        model.Save(file.Path);

        var all = Directory.GetFiles(file.Folder).Sum(path => new FileInfo(path).Length);

        Assert.That((OnnxModel.Load(file.Path).FileBytes, ModelCost.Of(file.Path, new ModelRunOptions()).Bytes.Bytes), Is.EqualTo((all, all)));
    }

    private static (OnnxModel Model, ByteString Weight) WithExternal(TemporaryFile file, string location)
    {
        var model = TestModels.Build([3, 8, 8], (g, x) => g.Convolution(x, 3, 4, 1));
        var tensor = model.Proto.Graph.Initializer[0];
        var weight = tensor.RawData;
        tensor.RawData = ByteString.Empty;
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = location });
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "offset", Value = "16" });
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "length", Value = $"{weight.Length}" });
        Assert.That(file.Path, Does.EndWith(".onnx"));
        return (model, weight);
    }
}
