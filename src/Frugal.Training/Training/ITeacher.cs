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
    /// <param name="batch">The pictures.</param>
    /// <param name="hard">The loss of the student's logits (N, classes) against the labels.</param>
    Tensor Loss(Architecture student, LessonBatch batch, Func<Tensor, Tensor> hard);

    /// <summary>Writes what a checkpoint must hold.</summary>
    void Save(BinaryWriter writer);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    void Load(BinaryReader reader);
}

/// <summary>The pictures of a step, augmented and mixed.</summary>
/// <param name="Images">The student's input, (N, C, H, W).</param>
/// <param name="TeacherImages">Makes the teacher's input: the same pictures, in its size if that differs.</param>
/// <param name="Step">The number of the step, from 0 over all epochs whose pictures differ (<see cref="TrainingOptions.Views"/>): equal numbers have equal pictures.</param>
public sealed record LessonBatch(Tensor Images, Func<Tensor> TeacherImages, long Step);
