using Frugal.Architectures;
using Frugal.Onnx;
using static TorchSharp.torch;

namespace Frugal.Models;

/// <summary>The course's models as TorchSharp networks, to train, prune or distil further.</summary>
public static class TrainedNetworks
{
    /// <summary>Builds the network <paramref name="name"/> with its trained weights, in evaluation mode. Dispose it to free its weights.</summary>
    /// <exception cref="FrugalException">There is no such model, its file is missing, or the file belongs to another network.</exception>
    public static Architecture Open(this ModelLibrary library, string name)
    {
        ArgumentNullException.ThrowIfNull(library);
        var model = library.Load(name);
        var network = Recipes.Named(name).Network();
        try
        {
            Fill(network, model);
        }
        catch (FrugalException failure)
        {
            network.Dispose();
            throw new FrugalException($"{library.ModelFile(name)}: these are not the weights of {name} ({failure.Message}). Restore the file from the repository, or train it with 'frugal models train {name}'.", failure);
        }

        network.eval();
        return network;
    }

    /// <summary>Copies the initializers of an exported network into a network of the same architecture: its parameters and running statistics, by name.</summary>
    private static void Fill(Architecture network, OnnxModel model)
    {
        var constants = model.Proto.Graph.Initializer.ToDictionary(tensor => tensor.Name);
        using var scope = NewDisposeScope();
        using var still = no_grad();
        foreach (var (name, weights) in network.state_dict().Where(entry => !entry.Key.EndsWith(".num_batches_tracked", StringComparison.Ordinal)))
        {
            if (!constants.TryGetValue(name, out var constant))
            {
                throw new FrugalException($"{name} is missing");
            }

            if (!constant.Dims.SequenceEqual(weights.shape))
            {
                throw new FrugalException($"{name} has the shape {string.Join('x', constant.Dims)} instead of {string.Join('x', weights.shape)}");
            }

            weights.copy_(tensor(TensorData.Floats(constant), weights.shape));
        }
    }
}
