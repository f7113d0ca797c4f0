using static TorchSharp.torch;

namespace Frugal.Architectures;

/// <summary>
/// A network with the same graph as the one that it was made from, but with layers of its own; the original may be disposed of.
/// It is an ordinary network that can be trained, counted, exported and recorded again. Layers keep their names.
/// </summary>
public abstract class RecordedNetwork : Architecture
{
    private readonly Tape tape;

    private protected RecordedNetwork(Architecture original, Tape tape) : base(original.GetName())
    {
        (this.tape, InputChannels, Classes) = (tape, original.InputChannels, original.Classes);
        foreach (var layer in tape.Layers)
        {
            var path = layer.Name.Split('.');
            for (var i = 0; i < layer.Modules.Count; i++)
            {
                Register(layer.Modules.Count == 1 ? path : [.. path, $"{i}"], layer.Modules[i]);
            }
        }

        train(original.training);
    }

    /// <inheritdoc/>
    public override int InputChannels { get; }

    /// <inheritdoc/>
    public override int Classes { get; }

    /// <inheritdoc/>
    public override T Apply<T>(ILayers<T> layers, T input)
    {
        ArgumentNullException.ThrowIfNull(layers);
        return tape.Play(layers, input)[tape.Output];
    }

    /// <summary>Registers a layer under its path and creates the scopes on the way.</summary>
    private void Register(string[] path, nn.Module layer)
    {
        nn.Module owner = this;
        foreach (var part in path[..^1])
        {
            var scope = owner.named_children().FirstOrDefault(child => child.name == part).module;
            if (scope is null)
            {
                scope = new Scope(part);
                owner.register_module(part, scope);
            }

            owner = scope;
        }

        owner.register_module(path[^1], layer);
    }

    private sealed class Scope(string name) : nn.Module(name);
}
