namespace Frugal.Architectures;

/// <summary>Creates the exceptions of recording a network.</summary>
internal static class TapeErrors
{
    public static FrugalException PassedBy(string name, string type) =>
        new($"module '{name}' ({type}): it has weights, but Apply sends no value through it. Call it through ILayers in the architecture's Apply, with layers that ILayers knows.");

    public static FrugalException NotRegistered(string type) =>
        new($"a {type} is used that the network does not own. Make it a field of the network, so that RegisterComponents finds it.");

    public static FrugalException Uncopied(string name, string what) =>
        new($"module '{name}': {what} cannot be copied. Choose an architecture without it.");
}
