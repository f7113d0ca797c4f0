using Frugal.Models;

namespace Frugal.Benchmarks.Compression;

/// <summary>The way from 64 MB to a hundred kilobytes: the fine-tuned ResNet-18, then with fewer bits or channels, the course's small networks, and all together.</summary>
internal sealed class ResNet18Forms(Workshop workshop, TrainedNetworks networks)
{
    private static readonly string[] Small = [Workshop.Baseline, "clothing-mobilenet"];

    public IEnumerable<Form> All()
    {
        yield return new Form(Workshop.ResNet18, workshop.Library.ModelFile(Workshop.ResNet18));
        var quantized = new QuantizedForms(workshop, workshop.Library.Load(Workshop.ResNet18));
        yield return quantized.Int8("clothing-resnet18, int8");
        foreach (var form in quantized.FourBits("clothing-resnet18, "))
        {
            yield return form;
        }

        using var halved = networks.HalfOfResNet18();
        var half = workshop.Make("half-of-resnet18.onnx", file => Recipes.Named(Workshop.ResNet18).ToOnnx(halved.Network).Save(file));
        yield return new Form("clothing-resnet18, half of the channels, fine-tuned", half) { Epochs = networks.ShortEpochs };
        foreach (var name in Small)
        {
            yield return new Form(name, workshop.Library.ModelFile(name));
            yield return new QuantizedForms(workshop, workshop.Library.Load(name)).Int8($"{name}, int8");
        }

        foreach (var form in new PrunedForms(workshop, networks).Everything())
        {
            yield return form with { Name = $"clothing-resnet, {form.Name}" };
        }
    }
}
