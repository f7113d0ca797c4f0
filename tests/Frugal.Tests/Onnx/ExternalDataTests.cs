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
