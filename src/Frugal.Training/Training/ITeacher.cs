using Frugal.Architectures;
using Frugal.Data;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Training;

/// <summary>What a network learns from in place of the labels alone, such as <c>Frugal.Distillation.Teacher</c>.</summary>
public interface ITeacher
{
    /// <summary>Identifies what is learned: a checkpoint of a training with another identity is refused.</summary>
    string Identity { get; }

    /// <summary>Prepares one training.</summary>
    /// <param name="student">The network to train.</param>
    /// <param name="options">How it is trained.</param>
    /// <param name="pictures">The training pictures.</param>
    /// <exception cref="FrugalException">The student cannot learn from this teacher.</exception>
    ILesson Begin(Architecture student, TrainingOptions options, ImageLoader pictures);
}

/// <summary>A teacher's part in one training.</summary>
public interface ILesson : IDisposable
{
    /// <summary>Weights of the lesson's own, trained with the student's.</summary>
    IEnumerable<Parameter> Parameters { get; }

    /// <summary>The loss of a batch.</summary>
    /// <param name="student">The network that is trained.</param>
    /// <param name="images">Its input, (N, C, H, W).</param>
    /// <param name="hard">The loss of its logits (N, classes) against the labels.</param>
    /// <param name="step">The step's number, from 0 over all epochs.</param>
    Tensor Loss(Architecture student, Tensor images, Func<Tensor, Tensor> hard, long step);

    /// <summary>Writes what a checkpoint must hold.</summary>
    void Save(BinaryWriter writer);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    void Load(BinaryReader reader);
}
