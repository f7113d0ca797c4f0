using System.Text.Json;
using Frugal.Architectures;
using Frugal.Data;
using Frugal.Imaging;
using Frugal.Training;
using static TorchSharp.torch;

namespace Frugal.Distillation;

/// <summary>A trained network that a student learns from. It is only read; the caller disposes the network.</summary>
public sealed class Teacher : ITeacher
{
    /// <summary>Makes <paramref name="network"/> a teacher and puts it in evaluation mode.</summary>
    /// <param name="network">
    /// Any module from pictures (N, C, H, W) to logits (N, classes); it must be an <see cref="Architecture"/> if features are compared.
    /// </param>
    /// <param name="options">What the student learns from it; null for its probabilities alone.</param>
    /// <exception cref="FrugalException">An option is out of range, or needs features that the network does not expose.</exception>
    public Teacher(nn.Module<Tensor, Tensor> network, DistillationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        Options = (options ?? new DistillationOptions()).Validated();
        if (Options.NeedsFeatures && network is not Architecture)
        {
            throw DistillationErrors.NoFeatures(network.GetType().Name);
        }

        Network = network;
        network.eval();
    }

    /// <summary>The network.</summary>
    public nn.Module<Tensor, Tensor> Network { get; }

    /// <summary>What the student learns from it.</summary>
    public DistillationOptions Options { get; }

    /// <summary>
    /// A folder for caching the logits of each epoch, so that a second training on the same pictures, augmented and mixed in the
    /// same way, does not run the teacher again; null, the default, caches nothing beyond the training itself.
    /// </summary>
    public string? Cache
    {
        get;
        init => field = value is not null && Options.NeedsFeatures ? throw DistillationErrors.CacheHoldsLogits() : value;
    }

    /// <inheritdoc/>
    public string Identity => JsonSerializer.Serialize(Options);

    /// <inheritdoc/>
    public ILesson Begin(Architecture student, TrainingOptions options, ImageLoader pictures)
    {
        ArgumentNullException.ThrowIfNull(student);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(pictures);
        var shapes = (Shape(pictures.Options.Preprocessing), Shape(pictures.Options.Second ?? pictures.Options.Preprocessing));
        var keeps = Cache is not null || (options.Views < options.Epochs && !Options.NeedsFeatures);
        return new Distiller(this, student, shapes, keeps ? new TeacherLogits(this, options, pictures) : null);

        FeatureShape Shape(Preprocessing preprocessing) => new(student.InputChannels, preprocessing.Size, preprocessing.Size);
    }
}
