using static TorchSharp.torch;

namespace Frugal.Architectures;

/// <summary>A recording of how the layers of a network are connected, so that it can be replayed with other layers.</summary>
/// <param name="Steps">The steps in order; each appends its outputs to the list of values.</param>
/// <param name="Output">The index of the logits in the list of values.</param>
internal sealed record Tape(IReadOnlyList<TapeStep> Steps, int Output)
{
    /// <summary>Records <paramref name="network"/>.</summary>
    /// <exception cref="FrugalException">
    /// A layer is not owned by the network, or has weights but <see cref="Architecture.Apply{T}"/> sends no value through it.
    /// </exception>
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

    /// <summary>The modules, each once, in forward order.</summary>
    public IEnumerable<ModuleStep> Layers => Steps.OfType<ModuleStep>().DistinctBy(step => step.Name);

    /// <summary>All values that <paramref name="layers"/> compute from <paramref name="input"/>, by index.</summary>
    public IReadOnlyList<T> Play<T>(ILayers<T> layers, T input)
    {
        var values = new List<T> { input };
        foreach (var step in Steps)
        {
            step.Play(layers, values);
        }

        return values;
    }

    /// <summary>The same steps with other modules; a layer that is used twice stays a single layer.</summary>
    public Tape With(Func<string, nn.Module, IReadOnlyList<nn.Module>> replace)
    {
        var replaced = Layers.ToDictionary(layer => layer.Name, layer => replace(layer.Name, layer.Modules.Single()));
        return this with { Steps = [.. Steps.Select(step => step is ModuleStep layer ? layer with { Modules = replaced[layer.Name] } : step)] };
    }
}
