using ChatbotMemory.Files;
using ChatbotMemory.Models;
using ChatbotMemory.Modes;
using ChatbotMemory.Pool;
using Frugal.Measuring;

namespace ChatbotMemory.Keeping;

/// <summary>Builds what a mode needs; nothing is loaded yet.</summary>
public sealed class KeeperFactory(ChatSettings settings, Lazy<ModelForms> forms, ModelOpener opener)
{
    /// <summary>The model's forms.</summary>
    public ModelForms Forms => forms.Value;

    /// <summary>The mode that the settings ask for.</summary>
    public MemoryMode Chosen => ModeOffer.Chosen(settings, Forms);

    /// <summary>The keeper of a mode that is offered.</summary>
    public IModelKeeper Create(MemoryMode mode) => mode switch
    {
        MemoryMode.Lazy => new LazyKeeper(Forms.Small, new LazyModel(
            () => settings.ChildProcess ? opener.OpenInChild(Forms.Small) : opener.Open(Forms.Small, mapped: true, conversations: 0),
            FreedMemory.Return)),
        MemoryMode.Quantized => new KeptModel(Forms.Small, () => opener.Open(Forms.Small, mapped: true, settings.Conversations), atStart: false),
        MemoryMode.Mapped => new KeptModel(Forms.F16!, () => opener.Open(Forms.F16!, mapped: true, settings.Conversations), atStart: false),
        MemoryMode.Resident => new KeptModel(Forms.F16!, () => opener.Open(Forms.F16!, mapped: false, settings.Conversations), atStart: true),
        _ => new PoolKeeper([Forms.Small, .. Forms.All.Where(form => form != Forms.Small)], CreatePool),
    };

    private ChatPool<ServedModel> CreatePool() => new(
        [.. Forms.All.Select(form => new PoolModel<ServedModel>(form.Name, form.Bytes, () => opener.Open(form, mapped: true, settings.Conversations)))],
        settings.MemoryBudget == "" ? ModeOffer.Memory(settings) / 4 * 3 : ByteSize.Parse(settings.MemoryBudget).Bytes,
        settings.IdleAfter,
        TimeProvider.System);
}
