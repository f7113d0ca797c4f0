namespace Frugal.Llama;

/// <summary>The memory of a session, and how it chooses tokens.</summary>
public sealed record LanguageSessionOptions
{
    /// <summary>Maximum number of tokens, 8 to 131,072; the model's own context, at most 2,048, by default.</summary>
    public int? Capacity { get; init; }

    /// <summary>Whether keys and values are stored in Q8_0, 8.5 bits each, instead of F16; false by default.</summary>
    public bool CacheIn8Bits { get; init; }

    /// <summary>0, the default, always takes the most probable token; above, up to 2, the choice is random: probabilities are taken to the power of 1 / temperature.</summary>
    public double Temperature { get; init; }

    /// <summary>The random choice is among the most probable tokens whose probabilities add up to this, above 0 to 1; 0.95 by default (Holtzman et al. 2020, "The curious case of neural text degeneration").</summary>
    public double TopP { get; init; } = 0.95;

    /// <summary>Random seed of the choices; 1 by default.</summary>
    public uint Seed { get; init; } = 1;
}
