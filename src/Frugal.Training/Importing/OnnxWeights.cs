using static TorchSharp.torch;

namespace Frugal.Onnx;

/// <summary>Copies the weights of an ONNX model into a TorchSharp module, so that a network from elsewhere can be trained further.</summary>
public static class OnnxWeights
{
    private const string BatchCounter = "num_batches_tracked";   // only counts training steps; no ONNX file has it

    /// <summary>
    /// Fills parameters and buffers of <paramref name="module"/> with constants of <paramref name="model"/>. All entries of the map are checked
    /// before the first is copied.
    /// </summary>
    /// <param name="module">The module; tensors that the map does not name keep their values.</param>
    /// <param name="model">The model; its constants are float32, float64 or float16.</param>
    /// <param name="map">The name of a tensor in the module's <c>state_dict()</c>, and its constant.</param>
    /// <returns>The names of the module's tensors that the map does not name, without the counters of batch normalisations.</returns>
    /// <exception cref="FrugalException">A name is unknown on either side, or the shapes differ; the message gives both names and both shapes.</exception>
    public static IReadOnlyList<string> Into(nn.Module module, OnnxModel model, IReadOnlyDictionary<string, OnnxWeight> map)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(map);
        var state = module.state_dict();
        using var scope = NewDisposeScope();
        var found = map.Select(entry => (Target: Target(state, entry.Key, model), Source: Source(state, entry.Key, entry.Value, model))).ToList();
        using var still = no_grad();
        foreach (var (target, source) in found)
        {
            target.copy_(source);
        }

        return [.. state.Keys.Where(name => !map.ContainsKey(name) && !name.EndsWith(BatchCounter, StringComparison.Ordinal))];
    }

    /// <summary>The map of a model whose constants have the names of the module's tensors, as Frugal exports them.</summary>
    public static IReadOnlyDictionary<string, OnnxWeight> SameNames(nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return module.state_dict().Keys.Where(name => !name.EndsWith(BatchCounter, StringComparison.Ordinal)).ToDictionary(name => name, name => new OnnxWeight(name));
    }

    private static Tensor Target(Dictionary<string, Tensor> state, string name, OnnxModel model) => state.TryGetValue(name, out var target)
        ? target
        : throw ImportErrors.NoTarget(model.Source, name, state.Keys);

    private static Tensor Source(Dictionary<string, Tensor> state, string name, OnnxWeight weight, OnnxModel model)
    {
        var constant = model.Constant(weight.Constant) ?? throw ImportErrors.NoConstant(model.Source, name, weight.Constant);
        var shape = state[name].shape;
        long[] given = weight.Transposed ? [.. constant.Shape.Reverse()] : [.. constant.Shape];
        if (!given.SequenceEqual(shape) || (weight.Transposed && given.Length != 2))
        {
            throw ImportErrors.OtherShape(model.Source, name, shape, weight, constant.Shape);
        }

        var values = tensor(constant.Values, [.. constant.Shape]);
        return weight.Transposed ? values.t() : values;
    }
}
