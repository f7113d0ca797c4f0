namespace Frugal.Benchmarks.Compression;

/// <summary>The network that a search found, and what is left of it in fewer bits.</summary>
internal sealed class SearchedForms(Workshop workshop, TrainedNetworks networks)
{
    public IEnumerable<Form> All()
    {
        using var found = networks.Searched();
        var model = workshop.ToOnnx(found.Network, "searched");
        yield return new Form($"found within {SearchedNetwork.Budget}, taught", workshop.Make("searched.onnx", model.Save)) { Epochs = 2 * workshop.Epochs };
        var quantized = new QuantizedForms(workshop, model);
        yield return new Form("the network found, int8", workshop.Make("searched-int8.onnx", file => quantized.Int8().Save(file))) { Epochs = 2 * workshop.Epochs };
        foreach (var form in quantized.FourBits("the network found, ", 2 * workshop.Epochs))
        {
            yield return form;
        }
    }
}
