namespace Frugal.Llama;

/// <summary>The memory of a session, and how it chooses tokens.</summary>
public sealed record LanguageSessionOptions
{
    private const int Fewest = 8, Usual = 2048;

    /// <summary>Maximum number of tokens, 8 to 131,072; the model's own context, at most 2,048, by default. Answers get worse beyond the model's own context.</summary>
    public int? Capacity { get; init; }

    /// <summary>Whether keys and values are stored in Q8_0, 8.5 bits each, instead of F16; false by default. The heads' width must be a multiple of 32.</summary>
    public bool CacheIn8Bits { get; init; }

    /// <summary>0, the default, always takes the most probable token; above, up to 2, the choice is random: probabilities are taken to the power of 1 / temperature.</summary>
    public double Temperature { get; init; }

    /// <summary>The random choice is among the most probable tokens whose probabilities add up to this, above 0 to 1; 0.95 by default (Holtzman et al. 2020, "The curious case of neural text degeneration").</summary>
    public double TopP { get; init; } = 0.95;

    /// <summary>Random seed of the choices; 1 by default.</summary>
    public uint Seed { get; init; } = 1;

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public LanguageSessionOptions Validated()
    {
        const string area = "Language session";
        Guard.Range(area, nameof(Capacity), Capacity ?? Usual, Capacity is null or (>= Fewest and <= 131_072), "8 to 131,072");
        Guard.Range(area, nameof(Temperature), Temperature, Temperature is >= 0 and <= 2, "0 to 2");
        Guard.Range(area, nameof(TopP), TopP, TopP is > 0 and <= 1, "above 0 to 1");
        return this;
    }

    /// <summary>The capacity on a model with a context of this length.</summary>
    internal int CapacityFor(int context) => Capacity ?? Math.Clamp(context, Fewest, Usual);
}
