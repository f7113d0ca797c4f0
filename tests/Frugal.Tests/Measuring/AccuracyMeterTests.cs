using Frugal.Data;
using Frugal.Imaging;
using Frugal.Measuring;
using Frugal.Onnx;

namespace Frugal.Tests.Measuring;

public class AccuracyMeterTests
{
    [Test]
    public void Accuracy_and_agreement_follow_from_the_classes_that_the_models_choose()
    {
        // given pictures that are all red, green or blue, a model that sees it, and one that confuses green with red
        var seeing = Model("seeing", [1, 0, 0, 0, 1, 0, 0, 0, 1], ["red", "green", "blue"]);
        var confused = Model("confused", [1, 1, 0, 0, 0, 0, 0, 0, 1], ["red", "green", "blue"]);

        var comparison = new AccuracyMeter(new Colours()).Compare([seeing, confused]);

        Assert.Multiple(() =>
        {
            Assert.That((comparison.Accuracy(0), comparison.Accuracy(1)), Is.EqualTo((1.0, 0.75)));
            Assert.That((comparison.Agreement(0), comparison.Agreement(1)), Is.EqualTo((1.0, 0.75)));
            Assert.That(comparison.Dataset, Is.EqualTo(new DatasetFigures("colours", "validation", 40, "generated", false)));
        });
    }

    [Test]
    public void Classes_are_matched_by_name_and_not_by_place()
    {
        var turned = Model("turned", [0, 1, 0, 0, 0, 1, 1, 0, 0], ["blue", "red", "green"]);

        Assert.That(new AccuracyMeter(new Colours()).Compare([turned]).Accuracy(0), Is.EqualTo(1));
    }

    [Test]
    public void A_model_with_a_fixed_batch_sees_every_picture()
    {
        var fixedBatch = Model("fixed", [1, 0, 0, 0, 1, 0, 0, 0, 1], [], batch: 7);

        Assert.That(new AccuracyMeter(new Colours()).Compare([fixedBatch]).Accuracy(0), Is.EqualTo(1));
    }

    [Test]
    public void Other_classes_and_other_kinds_of_models_are_refused_in_one_line()
    {
        var strange = Model("strange", [1, 0, 0, 0, 1, 0, 0, 0, 1], ["cat", "dog", "cow"]);
        var text = new TestGraph().Input("x", "batch", 3).Node("Identity", "x", "y").Output("y").Save("text.onnx");
        var meter = new AccuracyMeter(new Colours());

        Assert.Multiple(() =>
        {
            Assert.That(Assert.Throws<FrugalException>(() => meter.Compare([strange]))!.Message,
                Does.StartWith(strange).And.Contain("cat, dog, cow").And.Contain("red, green, blue").And.Not.Contain("\n"));
            Assert.That(Assert.Throws<FrugalException>(() => meter.Compare([text]))!.Message, Does.StartWith(text).And.Contain("not a classifier of pictures"));
        });
    }

    /// <summary>The mean of each channel, then a product with (channel, class) weights.</summary>
    private static string Model(string name, float[] weights, string[] classes, int batch = 0)
    {
        var graph = new TestGraph().Input("x", batch == 0 ? "batch" : batch, 3, 8, 8)
            .Node("GlobalAveragePool", "x", "p").Node("Flatten", "p", "f").Node("MatMul", "f w", "y").Output("y");
        graph.Model.Graph.Initializer.Add(TensorData.Of<float>("w", weights, 3, 3));
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "models", TestContext.CurrentContext.Test.ID, name + ".onnx");
        var model = new OnnxModel(graph.Model, path) { Metadata = new ModelMetadata { Name = name, Classes = classes, Width = 8, Height = 8 } };
        model.Save(path);
        return path;
    }

    /// <summary>20 red, 10 green and 10 blue pictures.</summary>
    private sealed class Colours : IImageDataset
    {
        public string Name => "colours";

        public string Split => "validation";

        public IReadOnlyList<string> Classes { get; } = ["red", "green", "blue"];

        public int Count => 40;

        public DataSource Source { get; } = new(DataOrigin.Generated, "");

        public int Label(int index) => index < 20 ? 0 : index < 30 ? 1 : 2;

        public RgbImage Image(int index)
        {
            var picture = new RgbImage(10, 12);
            for (var i = Label(index); i < picture.Pixels.Length; i += 3)
            {
                picture.Pixels[i] = 255;
            }

            return picture;
        }
    }
}
