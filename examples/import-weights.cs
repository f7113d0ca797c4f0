#!/usr/bin/env -S dotnet run
#:project ../src/Frugal.Training
#:property PublishAot=false

// Copies ImageNet's weights from an ONNX file into a TorchSharp network, and classifies drawn clothes by its features: each picture gets the class
// whose mean is nearest. No weight is trained. The first run downloads the file (59 MB), unless NuGet's cache has it.
//     dotnet run examples/import-weights.cs

using Frugal.Architectures;
using Frugal.Data;
using Frugal.Models;
using Frugal.Onnx;
using static TorchSharp.torch;

var file = ModelLibrary.Default().Get(ImageNetResNet18.Name);
using var network = new ResNet(ImageNetResNet18.Options(classes: 10));
var model = OnnxModel.Load(file);
var left = OnnxWeights.Into(network, model, ImageNetResNet18.Map(model));
Console.WriteLine($"{model.Parameters:N0} constants imported; not in the file: {string.Join(", ", left)}");
network.Dispose();

// ImageNetResNet18.Network does the same, and adapts the first convolution to red, green, blue from 0 to 1.
using var adapted = ImageNetResNet18.Network(model, classes: 10);
adapted.eval();
var (means, _) = Features("train", 600);
var (validation, labels) = Features("validation", 200);
var right = cdist(validation, means).argmin(1).eq(labels).to_type(ScalarType.Float32).mean().item<float>();
Console.WriteLine($"nearest mean: {right:P1} of 200 pictures right, 10% by guessing");

// The features of a split, or their means per class for "train".
(Tensor Features, Tensor Labels) Features(string split, int count)
{
    using var still = no_grad();
    var loader = ImageLoader.Create(new GarmentsDataset(split, count), new LoaderOptions { Preprocessing = ImageNetResNet18.Preprocessing with { Size = 96 } });
    List<Tensor> features = [], labels = [];
    foreach (var batch in loader.Epoch(0))
    {
        features.Add(adapted.Features(tensor(batch.Images, [batch.Count, 3, 96, 96])));
        labels.Add(tensor(batch.Labels));
    }

    var (all, truth) = (cat(features), cat(labels));
    return split == "validation" ? (all, truth) : (stack([.. Enumerable.Range(0, 10).Select(label => all[truth.eq(label)].mean([0]))]), truth);
}
