using static TorchSharp.torch;

namespace Frugal.Architectures;

/// <summary>How the layers of a network follow each other, written down once, so that a network of other layers can follow it.</summary>
/// <param name="Steps">The steps in order; each adds the values that it makes to those before.</param>
/// <param name="Output">The place of the logits.</param>
internal sealed record Tape(IReadOnlyList<TapeStep> Steps, int Output)
{
    /// <summary>Writes down <paramref name="network"/>.</summary>
    /// <exception cref="FrugalException">A layer is not the network's own, or has weights and is not among those that <see cref="Architecture.Apply{T}"/> sends values through.</exception>
    public static Tape Of(Architecture network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var recorder = new TapeRecorder(network);
        var output = network.Apply(recorder, 0);
        var tape = new Tape(recorder.Steps, output);
        var passed = tape.Layers.Select(layer => layer.Name).ToHashSet();
        foreach (var (name, module) in network.named_modules())
        {
            if (!passed.Contains(name) && module.named_parameters(recurse: false).Any())
            {
                throw TapeErrors.PassedBy(name, module.GetType().Name);
            }
        }

        return tape;
    }

    /// <summary>The modules, each once, in the order that a picture meets them.</summary>
    public IEnumerable<ModuleStep> Layers => Steps.OfType<ModuleStep>().DistinctBy(step => step.Name);

    /// <summary>All values that <paramref name="layers"/> make of <paramref name="input"/>, by their places.</summary>
    public IReadOnlyList<T> Play<T>(ILayers<T> layers, T input)
    {
        var values = new List<T> { input };
        foreach (var step in Steps)
        {
            step.Play(layers, values);
        }

        return values;
    }

    /// <summary>The same steps with other modules; a layer that is used twice stays one layer.</summary>
    public Tape With(Func<string, nn.Module, IReadOnlyList<nn.Module>> replace)
    {
        var replaced = Layers.ToDictionary(layer => layer.Name, layer => replace(layer.Name, layer.Modules.Single()));
        return this with { Steps = [.. Steps.Select(step => step is ModuleStep layer ? layer with { Modules = replaced[layer.Name] } : step)] };
    }
}
