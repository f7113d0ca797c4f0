using Frugal.Imaging;
using Frugal.Onnx;

namespace Frugal.Tests.Onnx;

public class ModelMetadataTests
{
    [Test]
    public void What_is_written_is_read()
    {
        var model = TestModels.Build([3, 96, 96], (g, x) => g.Relu(x));
        var metadata = new ModelMetadata { Name = "clothes", Dataset = "clothing-small", Classes = ["dress", "t-shirt, \"long\""], Format = "int8" }
            .With(new Preprocessing { Size = 96, Fit = Fit.Letterbox, Mean = new(0.1f, 0.2f, 0.3f), Std = new(0.4f, 0.5f, 0.6f) });

        model.Metadata = metadata;
        var read = OnnxModel.Parse(model.ToBytes(), "file.onnx").Metadata;

        Assert.That(read with { Classes = [], Mean = [], Std = [] }, Is.EqualTo(metadata with { Classes = [], Mean = [], Std = [] }));
        Assert.That((read.Classes, read.Mean, read.Std), Is.EqualTo((metadata.Classes, metadata.Mean, metadata.Std)));
        Assert.That(read.ToPreprocessing(), Is.EqualTo(new Preprocessing { Size = 96, Fit = Fit.Letterbox, Mean = new(0.1f, 0.2f, 0.3f), Std = new(0.4f, 0.5f, 0.6f) }));
    }

    [Test]
    public void A_file_that_says_nothing_gives_its_name_its_size_and_the_numbers_of_ImageNet()
    {
        var metadata = TestModels.Build([3, 64, 64], (g, x) => g.Relu(x)).Metadata;

        Assert.That((metadata.Name, metadata.Width, metadata.Height, metadata.Stated), Is.EqualTo(("test", 64, 64, false)));
        Assert.That(metadata.Mean, Is.EqualTo(ModelMetadata.ImageNetMean));
    }

    [TestCase("frugal.mean", "1,NaN,2")]
    [TestCase("frugal.std", "0,0,0")]
    [TestCase("frugal.classes", "{not json")]
    [TestCase("frugal.size", "-3x99999999999")]
    public void Nonsense_counts_as_absent(string key, string value)
    {
        var model = TestModels.Build([3, 64, 64], (g, x) => g.Relu(x));
        model.Proto.MetadataProps.Add(new Frugal.Onnx.Wire.StringStringEntryProto { Key = key, Value = value });

        Assert.That((model.Metadata.Width, model.Metadata.Stated, model.Metadata.Classes.Count), Is.EqualTo((64, false, 0)));
    }

    [Test]
    public void A_model_without_a_square_input_takes_no_pictures() =>
        Assert.That(() => TestModels.Build([3, 64, 32], (g, x) => g.Relu(x)).Metadata.ToPreprocessing(), Throws.TypeOf<FrugalException>().With.Message.Contains("square"));
}
