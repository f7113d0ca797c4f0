using System.Security.Cryptography;
using System.Text.Json;
using Frugal.Architectures;
using Frugal.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Distillation;

/// <summary>
/// Trains a small network for text on labels and on the answers of a teacher, which were computed before: soft targets (Hinton et al. 2015) for every group of logits,
/// also where a text has labels for another group or none, and the teacher's vector of the text. Like <see cref="TextTrainer"/>, it resumes from its last checkpoint.
/// </summary>
public sealed class TextDistiller
{
    private readonly Func<TextArchitecture> create;
    private readonly IReadOnlyList<int> groups;
    private readonly IReadOnlyList<(TextTask Task, int Group)> tasks;
    private readonly IReadOnlyList<TextLesson> lessons;
    private readonly TextBatchLoss loss;
    private readonly string? checkpoint;

    /// <summary>Prepares a training.</summary>
    /// <param name="create">Builds the student.</param>
    /// <param name="groups">The number of classes of each group of logits; the groups lie one after another in the network's logits.</param>
    /// <param name="tasks">The tasks to evaluate after each epoch, each with its group; their training texts are not used.</param>
    /// <param name="lessons">What to learn from.</param>
    /// <param name="options">Rates, epochs and batches, and what to learn from the teacher.</param>
    /// <param name="checkpoint">The checkpoint's path; the file is read if it exists. Null to keep none.</param>
    /// <exception cref="FrugalException">An option is out of range, there is nothing to learn, or a lesson does not fit.</exception>
    public TextDistiller(
        Func<TextArchitecture> create,
        IReadOnlyList<int> groups,
        IReadOnlyList<(TextTask Task, int Group)> tasks,
        IReadOnlyList<TextLesson> lessons,
        (TextTrainingOptions Training, TextDistillationOptions Distillation) options,
        string? checkpoint = null)
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentNullException.ThrowIfNull(lessons);
        TextLessonCheck.Fit(lessons, groups);
        (this.create, this.groups, this.tasks, this.lessons, this.checkpoint) = (create, groups, tasks, lessons, checkpoint);
        loss = new TextBatchLoss(lessons, groups, options.Training.Validated(), options.Distillation.Validated());
    }

    /// <summary>Trains to the last epoch.</summary>
    /// <param name="progress">Notified after every step.</param>
    /// <param name="cancellation">Stops at the next step; the last checkpoint stays.</param>
    /// <exception cref="FrugalException">The loss is not finite, the network has another number of logits, or the checkpoint cannot be used.</exception>
    public TextTrainingResult Train(IProgress<TextProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var threads = TorchThreads.Fixed();
        manual_seed(loss.Training.Seed);
        var network = create();
        try
        {
            return new TextTrainingResult(network, Train(network, progress, cancellation));
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private List<TextEpoch> Train(TextArchitecture network, IProgress<TextProgress>? progress, CancellationToken cancellation)
    {
        if (network.Classes != groups.Sum())
        {
            throw new FrugalException($"Training: the network has {network.Classes} logits and the groups have {groups.Sum()} classes. Build it with {groups.Sum()}.");
        }

        using var regressor = Regressor(network);
        return new TextLoop<int[]>(network, regressor, loss.Training, checkpoint)
        {
            StepsPerCheckpoint = 100,
            Fingerprint = [JsonSerializer.Serialize(loss.Training), JsonSerializer.Serialize(loss.Distillation), .. lessons.Select(Digest)],
            Batches = loss.Batches,
            Loss = (batch, number) => loss.Of(network, regressor, batch, number),
            Scores = () => tasks.ToDictionary(task => task.Task.Name, task => TextEvaluator.Score(network, task.Task, groups.Take(task.Group).Sum(), cancellation)),
        }.Run(progress, cancellation);
    }

    /// <summary>Maps the student's vectors to the teacher's length.</summary>
    private Linear? Regressor(TextArchitecture network) =>
        loss.Distillation.Features > 0 && lessons.Select(lesson => lesson.Answers?.Width).FirstOrDefault(width => width is not null) is { } width && width != network.Features
            ? nn.Linear(network.Features, width)
            : null;

    private static string Digest(TextLesson lesson)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in lesson.Texts)
        {
            digest.AppendData(JsonSerializer.SerializeToUtf8Bytes(text));
        }

        digest.AppendData(JsonSerializer.SerializeToUtf8Bytes(lesson.Labels));
        digest.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes((lesson.Answers?.Logits ?? default).Span));
        return $"{lesson.Group} {Convert.ToHexStringLower(digest.GetHashAndReset())}";
    }
}
