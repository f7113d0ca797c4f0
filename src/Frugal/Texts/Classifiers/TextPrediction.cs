using System.Numerics.Tensors;

namespace Frugal.Texts;

/// <summary>A model's answer for one text.</summary>
/// <param name="Logits">One logit per class of each task.</param>
/// <param name="Tasks">The model's tasks.</param>
public readonly record struct TextPrediction(ReadOnlyMemory<float> Logits, IReadOnlyList<TextModelTask> Tasks)
{
    /// <summary>The most probable class of a task, an index into its <see cref="TextModelTask.Classes"/>.</summary>
    /// <param name="task">The task's place in <see cref="Tasks"/>.</param>
    public int Label(int task = 0) => TensorPrimitives.IndexOfMax(Of(task));

    /// <summary>The name of the most probable class of a task.</summary>
    /// <param name="task">The task's place in <see cref="Tasks"/>.</param>
    public string ClassName(int task = 0) => Tasks[task].Classes[Label(task)];

    /// <summary>The probabilities of a task's classes; their sum is 1.</summary>
    /// <param name="task">The task's place in <see cref="Tasks"/>.</param>
    public float[] Probabilities(int task = 0)
    {
        var logits = Of(task);
        var probabilities = new float[logits.Length];
        TensorPrimitives.Subtract(logits, TensorPrimitives.Max(logits), probabilities);   // softmax does not shift by itself
        TensorPrimitives.SoftMax<float>(probabilities, probabilities);
        return probabilities;
    }

    private ReadOnlySpan<float> Of(int task) => Logits.Span.Slice(Tasks[task].First, Tasks[task].Classes.Count);
}
