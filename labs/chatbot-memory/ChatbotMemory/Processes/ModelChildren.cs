using System.Collections.Concurrent;
using System.Globalization;
using Frugal.Llama;
using Frugal.Serving.Processes;

namespace ChatbotMemory.Processes;

/// <summary>The processes of models that run now.</summary>
public sealed class ModelChildren
{
    private readonly ConcurrentDictionary<int, bool> running = new();

    /// <summary>Their numbers.</summary>
    public IReadOnlyCollection<int> Ids => [.. running.Keys];

    /// <summary>Starts a process with a model, and waits until the model is loaded.</summary>
    /// <exception cref="Frugal.FrugalException">The model cannot be opened, or the process not be started.</exception>
    public ILanguageModel Start(string path, int threads)
    {
        var process = ModelProcess.Start(new(OwnProcess.Command(ModelChild.Argument, path, threads.ToString(CultureInfo.InvariantCulture))) { StartLimit = TimeSpan.FromMinutes(5) });
        running[process.Id] = true;
        return new ChildModel(process, () => running.TryRemove(process.Id, out _));
    }
}
