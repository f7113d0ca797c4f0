using Frugal.Architectures;
using Frugal.Data;
using Frugal.Training;

namespace Frugal.Distillation;

/// <summary>Trains networks in sequence; each is the teacher of the next.</summary>
/// <param name="training">How each is trained.</param>
/// <param name="distillation">What each learns from its teacher; null for its probabilities alone.</param>
public sealed class DistillationChain(TrainingOptions training, DistillationOptions? distillation = null)
{
    /// <summary>Path prefix of the checkpoints; ".1" is appended for the first network, and so on. Null, the default, keeps none.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>
    /// Trains assistants of sizes between teacher and student, then the student: a student learns more from a teacher that is not much
    /// larger (Mirzadeh et al. 2020, "Improved knowledge distillation via teacher assistant", section 3).
    /// </summary>
    /// <param name="teacher">The first teacher, trained.</param>
    /// <param name="networks">Factories of the assistants, the largest first, and of the student last; at least one.</param>
    /// <param name="pictures">The training pictures.</param>
    /// <param name="validation">The validation pictures that each epoch is evaluated on.</param>
    /// <param name="cancellation">Stops at the next step.</param>
    /// <returns>The result of each, in order; dispose them.</returns>
    /// <exception cref="FrugalException">There is no network to train, or a training fails.</exception>
    public IReadOnlyList<TrainingResult> Train(
        Architecture teacher, IReadOnlyList<Func<Architecture>> networks, ImageLoader pictures, ImageLoader validation, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(networks);
        if (networks.Count == 0)
        {
            throw new FrugalException("There is no student to train. Give at least one network.");
        }

        var results = new List<TrainingResult>();
        try
        {
            foreach (var create in networks)
            {
                var above = new Teacher(results.Count > 0 ? results[^1].Network : teacher, distillation);
                var checkpoint = Checkpoint is null ? null : FormattableString.Invariant($"{Checkpoint}.{results.Count + 1}");
                results.Add(new Trainer(create, training, checkpoint, above).Train(pictures, validation, cancellation: cancellation));
            }

            return results;
        }
        catch
        {
            results.ForEach(result => result.Dispose());
            throw;
        }
    }

    /// <summary>
    /// Trains networks of the teacher's own shape, generation by generation (Furlanello et al. 2018, "Born-again neural networks", section 3).
    /// </summary>
    /// <param name="teacher">The first generation, trained.</param>
    /// <param name="create">Builds a network of its shape.</param>
    /// <param name="generations">Number of further generations, at least 1.</param>
    /// <param name="pictures">The training pictures.</param>
    /// <param name="validation">The validation pictures that each epoch is evaluated on.</param>
    /// <returns>The result of each, in order; dispose them.</returns>
    /// <exception cref="FrugalException">There is no generation to train, or a training fails.</exception>
    public IReadOnlyList<TrainingResult> Again(Architecture teacher, Func<Architecture> create, int generations, ImageLoader pictures, ImageLoader validation) =>
        Train(teacher, [.. Enumerable.Repeat(create, Math.Max(0, generations))], pictures, validation);
}
