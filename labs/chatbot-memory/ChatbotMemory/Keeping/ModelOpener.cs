using System.Diagnostics;
using ChatbotMemory.Files;
using ChatbotMemory.Processes;
using Frugal;
using Frugal.Llama;
using Frugal.Measuring;
using Frugal.Serving.Problems;

namespace ChatbotMemory.Keeping;

/// <summary>Opens a model's file: <see cref="LlamaLanguageModel.Open"/>, or what a test has in its place.</summary>
public delegate ILanguageModel OpenModel(string path, LanguageModelOptions options);

/// <summary>Brings models into memory, and says so.</summary>
public sealed class ModelOpener(ChatSettings settings, OpenModel open, ModelEvents events, ModelChildren children)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>Opens a form in this process.</summary>
    /// <param name="form">The form.</param>
    /// <param name="mapped">Whether its weights stay in the file.</param>
    /// <param name="conversations">How many sessions are kept.</param>
    /// <exception cref="ProblemException">It cannot be opened.</exception>
    public ServedModel Open(ModelForm form, bool mapped, int conversations) =>
        Open(form, conversations, mapped, () => open(form.Path, new() { Mapped = mapped, Threads = settings.ThreadCount }));

    /// <summary>Opens a form, mapped, in a process of its own.</summary>
    /// <exception cref="ProblemException">It cannot be opened.</exception>
    public ServedModel OpenInChild(ModelForm form) => Open(form, 0, mapped: true, () => children.Start(form.Path, settings.ThreadCount));

    private ServedModel Open(ModelForm form, int conversations, bool mapped, Func<ILanguageModel> load)
    {
        var start = Stopwatch.GetTimestamp();
        events.Add("loading", form.Name);
        try
        {
            Require(form, mapped);
            var model = new ServedModel(form, load(), conversations, () => events.Add("released", form.Name));
            events.Add("loaded", form.Name, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            return model;
        }
        catch (Exception failure)
        {
            events.Add("failed", form.Name);
            throw failure is FrugalException ? new ProblemException(Problem.ModelUnavailable(failure.Message, RetryAfter), failure) : failure;
        }
    }

    /// <summary>Copied weights must fit into the memory that is left; mapped ones the system can drop again.</summary>
    private static void Require(ModelForm form, bool mapped)
    {
        if (!mapped && MemoryLeft.Now() is { } left && form.Bytes > left.Size.Bytes)
        {
            throw new ProblemException(Problem.ModelTooLarge(FormattableString.Invariant(
                $"{form.Name} takes {form.Bytes:N0} bytes when it is copied, and {left.Size.Bytes:N0} are left ({left.Limit}): {form.Bytes - left.Size.Bytes:N0} too few. Choose mmap-f16, gguf-q4_k_m or lazy.")));
        }
    }
}
