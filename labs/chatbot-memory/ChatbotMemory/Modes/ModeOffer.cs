using ChatbotMemory.Files;
using Frugal;
using Frugal.Measuring;

namespace ChatbotMemory.Modes;

/// <summary>A mode, and whether this model can be kept that way.</summary>
/// <param name="Mode">The mode.</param>
/// <param name="Why">Why not: <c>quantised_only</c>; null if it is offered.</param>
/// <param name="Detail">The same in a sentence.</param>
public sealed record ModeOffer(MemoryMode Mode, string? Why = null, string? Detail = null)
{
    /// <summary>All modes for this model, from the least memory to the most.</summary>
    public static IReadOnlyList<ModeOffer> All(ModelForms forms) => [.. Enum.GetValues<MemoryMode>().Select(mode => mode is MemoryMode.Mapped or MemoryMode.Resident && forms.F16 is null
        ? new ModeOffer(mode, "quantised_only", $"{forms.Source.Name} is there in {forms.Type} only, and an F16 file cannot be made of it.")
        : new ModeOffer(mode))];

    /// <summary>The mode that the settings ask for; with "auto" the one that suits the machine, as far as the model is there in that form.</summary>
    /// <exception cref="FrugalException">The mode is not offered for this model.</exception>
    public static MemoryMode Chosen(ChatSettings settings, ModelForms forms)
    {
        var wanted = ModeNames.Parse(settings.Mode) ?? Auto(settings, forms);
        var offer = All(forms)[(int)wanted];
        return offer.Why is null ? wanted
            : settings.Mode == ModeNames.Auto ? MemoryMode.Quantized
            : throw new FrugalException($"The mode {settings.Mode} is not possible: {offer.Detail} Choose {string.Join(", ", All(forms).Where(one => one.Why is null).Select(one => one.Mode.Name()))}.");
    }

    /// <summary>Bytes that this program may take, by task 7.</summary>
    public static long Memory(ChatSettings settings)
    {
        if (settings.Memory != "")
        {
            return ByteSize.Parse(settings.Memory).Bytes;
        }

        const string own = "/proc/self/cgroup";
        var total = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return Unfinished.Else(() => MachineMemory.Limit(total, "/sys/fs/cgroup", File.Exists(own) ? File.ReadAllText(own) : null), () => total);
    }

    private static MemoryMode Auto(ChatSettings settings, ModelForms forms)
    {
        try
        {
            return Unfinished.Else(() => ModeChoice.Choose(Memory(settings), settings.Use, forms.F16Bytes, forms.Small.Bytes), () => MemoryMode.Quantized);
        }
        catch (FrugalException)
        {
            return MemoryMode.Quantized;   // it does not fit in any mode: the first question gets the sum
        }
    }
}
