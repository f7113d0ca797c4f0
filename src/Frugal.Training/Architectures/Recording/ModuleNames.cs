using static TorchSharp.torch;

namespace Frugal.Architectures;

/// <summary>The dotted names of a network's modules.</summary>
internal static class ModuleNames
{
    public static Dictionary<nn.Module, string> Of(nn.Module network)
    {
        var names = new Dictionary<nn.Module, string>(ReferenceEqualityComparer.Instance);
        foreach (var (name, module) in network.named_modules())
        {
            names.TryAdd(module, name);
        }

        return names;
    }
}
