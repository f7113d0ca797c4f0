using Frugal.Architectures;
using Frugal.Gguf;
using Frugal.Onnx;
using Frugal.Texts;

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
        var network = name == ImageNetResNet18.Name
            ? ImageNetResNet18.Network(model, ClothingRecipes.Classes)   // for the one recipe that starts from it
            : Filled(library, name, model);
        network.eval();
        return network;
    }

    /// <summary>Opens the chat model <paramref name="name"/> in TorchSharp, its weights converted to floats, in evaluation mode. Its <see cref="ChatModel.History"/> is empty. Dispose it to free its weights.</summary>
    /// <exception cref="FrugalException">There is no such model, it is not a chat model, or its file is missing or broken.</exception>
    public static ChatModel OpenChat(this ModelLibrary library, string name)
    {
        ArgumentNullException.ThrowIfNull(library);
        if (!library.Catalog[name].IsGguf)
        {
            throw new FrugalException($"{name}: it is an ONNX model, and a chat model in GGUF is needed. Choose one of: {string.Join(", ", library.Catalog.Entries.Where(entry => entry.IsGguf).Select(entry => entry.Name))}.");
        }

        var imported = LlamaImporter.Import(library.Get(name));
        return new ChatModel(name, imported.Network, new BytePairTokenizer(imported.Vocabulary), []);
    }

    private static Architecture Filled(ModelLibrary library, string name, OnnxModel model)
    {
        var network = Recipes.Named(name).Network();
        try
        {
            OnnxWeights.Into(network, model, OnnxWeights.SameNames(network));
        }
        catch (FrugalException failure)
        {
            network.Dispose();
            throw new FrugalException($"{library.ModelFile(name)}: these are not the weights of {name}. Restore the file from the repository, or train it with 'frugal models train {name}'. {failure.Message}", failure);
        }

        return network;
    }
}
