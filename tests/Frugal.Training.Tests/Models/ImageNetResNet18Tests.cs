using Frugal.Architectures;
using Frugal.Models;
using Frugal.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Frugal.Training.Tests.Models;

/// <summary>On the real file, from the package that the tests' project names.</summary>
public class ImageNetResNet18Tests
{
    private const int Side = 224;

    private static readonly OnnxModel Model = OnnxModel.Load(ModelLibrary.Default().Get(ImageNetResNet18.Name));

    [Test]
    public void Its_features_are_those_of_the_file_run_by_ONNX_Runtime()
    {
        using var scope = NewDisposeScope();
        using var network = ImageNetResNet18.Network(Model, classes: 10);
        network.eval();
        using var still = no_grad();
        var colours = rand([1, 3, Side, Side], generator: new Generator(1)).mul(255);

        var given = network.Features(Normalized(colours)).data<float>().ToArray();

        var expected = OfFile(colours);
        var largest = expected.Max(Math.Abs);
        Assert.That(given.Zip(expected, (x, y) => Math.Abs(x - y)).Max() / largest, Is.LessThan(1e-3));
        Assert.That(largest, Is.GreaterThan(0.1), "the features are not all zero");
        Assert.That(network.call(Normalized(colours)).abs().max().item<float>(), Is.Zero, "the new classifier answers nothing");
    }

    [Test]
    public void The_new_classifier_alone_is_not_in_the_file()
    {
        using var network = new ResNet(ImageNetResNet18.Options(classes: 7));

        var left = OnnxWeights.Into(network, Model, ImageNetResNet18.Map(Model));

        Assert.That(left, Is.EqualTo(new[] { "classifier.weight", "classifier.bias" }));
    }

    [Test]
    public void The_catalogue_counts_its_weights()
    {
        var trained = Model.Nodes.Where(node => node.Operator is "Conv" or "BatchNormalization").SelectMany(node => node.Inputs.Skip(1).Take(2));

        Assert.That(trained.Select(name => Model.Constant(name)).Sum(constant => constant?.Values.LongLength ?? 0), Is.EqualTo(ModelLibrary.Default().Catalog[ImageNetResNet18.Name].Parameters));
    }

    [Test]
    public void Another_network_s_file_is_refused_with_its_numbers_of_layers() =>
        Assert.That(
            () => ImageNetResNet18.Network(ModelLibrary.Default().Load("clothing-resnet"), classes: 10),
            Throws.TypeOf<FrugalException>().With.Message.Contains("13 convolutions").And.Message.Contains("22 of each"));

    /// <summary>Red, green, blue from 0 to 255, as the network's preprocessing hands it over.</summary>
    private static Tensor Normalized(Tensor colours)
    {
        var (mean, std) = (ImageNetResNet18.Preprocessing.Mean, ImageNetResNet18.Preprocessing.Std);
        return colours.div(255).sub(tensor(new[] { mean.Red, mean.Green, mean.Blue }).view(1, 3, 1, 1)).div(tensor(new[] { std.Red, std.Green, std.Blue }).view(1, 3, 1, 1));
    }

    /// <summary>The file takes blue, green, red minus their means.</summary>
    private static float[] OfFile(Tensor colours)
    {
        var input = colours.flip(1).sub(tensor(new[] { 103.9f, 116.8f, 123.7f }).view(1, 3, 1, 1)).contiguous().data<float>().ToArray();
        using var session = new InferenceSession(Model.ToBytes());
        using var results = session.Run([NamedOnnxValue.CreateFromTensor(Model.Inputs[0].Name, new DenseTensor<float>(input, [1, 3, Side, Side]))]);
        return [.. results[0].AsEnumerable<float>()];
    }
}
