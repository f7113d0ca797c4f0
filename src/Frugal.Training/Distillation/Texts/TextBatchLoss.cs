using Frugal.Architectures;
using Frugal.Data;
using Frugal.Texts;
using Frugal.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Distillation;

/// <summary>Deals lessons into batches of texts of similar length, and computes a batch's loss.</summary>
internal sealed class TextBatchLoss
{
    private const int Neighbours = 16;      // batches whose texts are sorted by length together
    private const long MaskStream = -3;

    private readonly IReadOnlyList<TextLesson> lessons;
    private readonly IReadOnlyList<int> groups;
    private readonly (int Lesson, int Place)[] all;
    private readonly float[] mean;
    private readonly double variance;
    private readonly int classes;

    public TextBatchLoss(IReadOnlyList<TextLesson> lessons, IReadOnlyList<int> groups, TextTrainingOptions training, TextDistillationOptions distillation)
    {
        (this.lessons, this.groups, Training, Distillation, classes) = (lessons, groups, training, distillation, groups.Sum());
        all = [.. lessons.SelectMany((lesson, number) => Enumerable.Range(0, lesson.Texts.Count).Select(place => (number, place)))];
        (mean, variance) = TeacherVariance(lessons);
    }

    public TextTrainingOptions Training { get; }

    public TextDistillationOptions Distillation { get; }

    /// <summary>The batches of an epoch, as places in the list of all texts: every text once.</summary>
    public IReadOnlyList<int[]> Batches(int epoch)
    {
        var random = new SplitMix64(Training.Seed, epoch);
        var places = Enumerable.Range(0, all.Length).ToArray();
        random.Shuffle<int>(places);
        var batches = places.Chunk(Training.BatchSize * Neighbours).SelectMany(group => group.OrderBy(place => Text(place).Length).Chunk(Training.BatchSize)).ToArray();
        random.Shuffle<int[]>(batches);
        return batches;
    }

    /// <summary>Labels and soft targets, the mean over the batch, and the distance of the vectors.</summary>
    public Tensor Of(TextArchitecture network, Linear? regressor, int[] batch, long number)
    {
        var pooled = network.Pool(TensorLayers.Instance, Tokens(batch, number));
        var logits = network.Classify(TensorLayers.Instance, pooled);
        var (labels, answers) = Targets(batch);
        var loss = zeros(1);
        var first = 0;
        foreach (var count in groups)
        {
            var mine = logits.narrow(1, first, count);
            loss = loss.sub(labels.narrow(1, first, count).mul(mine.log_softmax(1)).sum());
            loss = loss.sub(answers.narrow(1, first, count).mul(mine.div(Distillation.Temperature).log_softmax(1)).sum());
            first += count;
        }

        loss = loss.div(batch.Length).sum();
        return Distillation.Features > 0 && Vectors(batch) is { } vectors ? loss.add(Distance(pooled, regressor, vectors).mul(Distillation.Features)) : loss;
    }

    private Tensor Distance(Tensor pooled, Linear? regressor, (Tensor Rows, Tensor Values) vectors)
    {
        var chosen = pooled.index_select(0, vectors.Rows);
        var mapped = regressor is null ? chosen.sub(tensor(mean)) : regressor.call(chosen);
        return nn.functional.mse_loss(mapped, vectors.Values).div(variance);
    }

    private Tensor Tokens(int[] batch, long number)
    {
        var random = new SplitMix64(Training.Seed, number, MaskStream);
        var texts = batch.Select(place => Masked(Text(place), ref random)).ToList();
        var (rows, length) = WordPieces.Pad(texts);
        return tensor(rows, [batch.Length, length]);
    }

    /// <summary>All tokens but the first and the last may be hidden.</summary>
    private long[] Masked(long[] text, ref SplitMix64 random)
    {
        var copy = (long[])text.Clone();
        for (var i = 1; i < copy.Length - 1 && Distillation.Masking > 0; i++)
        {
            copy[i] = random.Chance((float)Distillation.Masking) ? Distillation.MaskToken : copy[i];
        }

        return copy;
    }

    /// <summary>Weighted probabilities (N, classes): of the labels, smoothed; of the teacher, softened, times the square of the temperature and shared by the groups.</summary>
    private (Tensor Labels, Tensor Answers) Targets(int[] batch)
    {
        var (labels, answers) = (new float[batch.Length * classes], new float[batch.Length * classes]);
        for (var i = 0; i < batch.Length; i++)
        {
            var (number, place) = all[batch[i]];
            var lesson = lessons[number];
            var taught = lesson.Answers is null ? 0 : lesson.Labels is null ? 1 : Distillation.Weight;
            if (lesson.Labels is { } given)
            {
                var (first, count) = (i * classes + groups.Take(lesson.Group).Sum(), groups[lesson.Group]);
                labels.AsSpan(first, count).Fill((float)((1 - taught) * Training.LabelSmoothing / count));
                labels[first + given[place]] += (float)((1 - taught) * (1 - Training.LabelSmoothing));
            }

            if (lesson.Answers is { } known)
            {
                Soften(known.Logits.Span.Slice(place * classes, classes), answers.AsSpan(i * classes, classes), taught);
            }
        }

        return (tensor(labels, [batch.Length, classes]), tensor(answers, [batch.Length, classes]));
    }

    private void Soften(ReadOnlySpan<float> logits, Span<float> targets, double weight)
    {
        var first = 0;
        foreach (var count in groups)
        {
            var (sum, largest) = (0.0, float.MinValue);
            for (var c = first; c < first + count; c++)
            {
                largest = Math.Max(largest, logits[c]);
            }

            for (var c = first; c < first + count; c++)
            {
                sum += Math.Exp((logits[c] - largest) / Distillation.Temperature);
            }

            for (var c = first; c < first + count; c++)
            {
                targets[c] = (float)(weight * Distillation.Temperature * Distillation.Temperature / groups.Count * Math.Exp((logits[c] - largest) / Distillation.Temperature) / sum);
            }

            first += count;
        }
    }

    /// <summary>The teacher's vectors, without their mean, and the rows of the batch that have one.</summary>
    private (Tensor Rows, Tensor Values)? Vectors(int[] batch)
    {
        var rows = Enumerable.Range(0, batch.Length).Where(i => lessons[all[batch[i]].Lesson].Answers is not null).ToArray();
        if (rows.Length == 0)
        {
            return null;
        }

        var values = new float[rows.Length * mean.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var (number, place) = all[batch[rows[i]]];
            var row = values.AsSpan(i * mean.Length, mean.Length);
            lessons[number].Answers!.Features.Span.Slice(place * mean.Length, mean.Length).CopyTo(row);
            System.Numerics.Tensors.TensorPrimitives.Subtract(row, mean, row);
        }

        return (tensor(Array.ConvertAll(rows, row => (long)row)), tensor(values, [rows.Length, mean.Length]));
    }

    private long[] Text(int place) => lessons[all[place].Lesson].Texts[all[place].Place];

    /// <summary>The mean of the teacher's vectors, and the mean of their elements' variances.</summary>
    private static (float[] Mean, double Variance) TeacherVariance(IReadOnlyList<TextLesson> lessons)
    {
        var answers = lessons.Select(lesson => lesson.Answers).OfType<TextAnswers>().ToList();
        var width = answers.Count == 0 ? 0 : answers[0].Width;
        var (sums, squares, count) = (new double[width], new double[width], 0L);
        foreach (var known in answers)
        {
            var values = known.Features.Span;
            for (var i = 0; i < values.Length; i++)
            {
                sums[i % width] += values[i];
                squares[i % width] += (double)values[i] * values[i];
            }

            count += known.Count;
        }

        var mean = Array.ConvertAll(sums, sum => (float)(sum / Math.Max(1, count)));
        var variance = width == 0 ? 1 : Enumerable.Range(0, width).Average(i => (squares[i] / count) - ((double)mean[i] * mean[i]));
        return (mean, Math.Max(variance, 1e-12));
    }
}
