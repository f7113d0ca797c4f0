using Frugal.Data;
using Frugal.Models;
using Frugal.Quantization;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Quantization;

/// <summary>The committed weights, exported and quantised; the pictures are generated, so that no download is needed.</summary>
[Category("Slow")]
public class CourseModelsTests
{
    private static readonly string[] Allowed =
        ["QuantizeLinear", "Pad", "Transpose", "QLinearConv", "QLinearAdd", "QLinearGlobalAveragePool", "Flatten", "QGemm"];

    [TestCase("clothing-resnet", 3.6)]
    [TestCase("clothing-mobilenet", 3.0)]
    public void A_course_model_exports_exactly_and_becomes_a_small_file_of_int8_kernels_alone(string name, double smaller)
    {
        var library = ModelLibrary.Default();
        var model = library.Load(name);
        var preprocessing = model.Metadata.ToPreprocessing();
        var data = Splits.Sample(Datasets.Open("garments", "train"), 16, seed: 1);
        var pictures = Enumerable.Range(0, data.Count).SelectMany(i => preprocessing.Apply(data.Image(i))).ToArray();
        long[] shape = [data.Count, 3, preprocessing.Size, preprocessing.Size];

        var int8 = StaticQuantizer.Quantize(model, CalibrationData.FromImages(data)).Model;

        var exported = TestModels.Run(model, pictures, shape);
        using (var scope = NewDisposeScope())
        using (no_grad())
        using (var network = library.Open(name))
        {
            Assert.That(TestModels.Difference(exported, network.call(tensor(pictures, shape)).data<float>().ToArray()), Is.LessThanOrEqualTo(1e-4f));
        }

        Assert.That((double)model.ToBytes().Length / int8.ToBytes().Length, Is.GreaterThanOrEqualTo(smaller));
        Assert.That(TestModels.Optimized(int8).Except(Allowed), Is.Empty);
        Assert.That(TestModels.Difference(exported, TestModels.Run(int8, pictures, shape)), Is.LessThan(0.25f * exported.Max(Math.Abs)));
    }
}
