using System.Numerics.Tensors;
using Frugal;
using Frugal.Data.SupportTweets;
using Frugal.Texts;
using TweetPipeline.Tweets;

namespace TweetPipeline.Models;

/// <summary>An ONNX file of the course, such as <c>tweet-sentiment</c>. It computes on the calling thread: as many batches at once as blocks are being classified.</summary>
public sealed class OnnxSentiment : ISentimentModel
{
    private readonly TextModel model;
    private readonly TextModelTask task;
    private readonly TweetSentiment[] moods;   // of the task's classes

    /// <exception cref="FrugalException">The file is no text classifier, or has no task with the three sentiments.</exception>
    public OnnxSentiment(string file)
    {
        model = TextModel.Open(file);
        var found = model.Tasks.FirstOrDefault(task => task.Classes.Count == 3 && task.Classes.All(name => KpiNames.Sentiment(name) is not null));
        if (found is null)
        {
            model.Dispose();
            throw new FrugalException($"{file}: its classes are {string.Join(", ", model.Classes.Take(12))}. A sentiment model has the classes negative, neutral and positive.");
        }

        task = found;
        moods = [.. found.Classes.Select(name => KpiNames.Sentiment(name)!.Value)];
    }

    /// <inheritdoc/>
    public int[] Encode(string text) => model.Encode(text);

    /// <inheritdoc/>
    public IReadOnlyList<Mood> Run(IReadOnlyList<int[]> batch)
    {
        var length = batch.Max(text => text.Length);
        var rows = new int[batch.Count * length];
        for (var i = 0; i < batch.Count; i++)
        {
            batch[i].CopyTo(rows, i * length);
        }

        var logits = model.Run(rows, batch.Count, length);
        var answers = new Mood[batch.Count];
        Span<float> shares = stackalloc float[3];
        for (var i = 0; i < answers.Length; i++)
        {
            var row = logits.AsSpan((i * model.Classes.Count) + task.First, 3);
            TensorPrimitives.Subtract(row, TensorPrimitives.Max<float>(row), shares);
            TensorPrimitives.SoftMax<float>(shares, shares);
            var label = TensorPrimitives.IndexOfMax<float>(shares);
            answers[i] = new(moods[label], shares[label]);
        }

        return answers;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => model.Dispose();
}
