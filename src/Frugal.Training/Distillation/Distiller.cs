using Frugal.Architectures;
using Frugal.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Distillation;

/// <summary>The teacher's role in one training: runs the teacher, compares the student with it, and owns the regressors of hints.</summary>
internal sealed class Distiller : ILesson
{
    private readonly Teacher teacher;
    private readonly TeacherLogits? cache;
    private readonly Dictionary<(long, long), Conv2d> regressors = [];

    /// <param name="teacher">The teacher.</param>
    /// <param name="student">The network that learns.</param>
    /// <param name="pictures">The shape of the student's pictures and of the teacher's.</param>
    /// <param name="cache">The teacher's earlier answers; null to ask it in each step.</param>
    public Distiller(Teacher teacher, Architecture student, (FeatureShape Student, FeatureShape Teacher) pictures, TeacherLogits? cache)
    {
        (this.teacher, this.cache) = (teacher, cache);
        Compare(student, pictures.Student, pictures.Teacher);
    }

    private DistillationOptions Options => teacher.Options;

    /// <summary>Whether the student's features are needed.</summary>
    public bool NeedsFeatures => Options.NeedsFeatures;

    /// <summary>The regressors' weights, which are trained with the student's.</summary>
    public IEnumerable<Parameter> Parameters => regressors.Values.SelectMany(regressor => regressor.parameters());

    /// <inheritdoc/>
    public Tensor Loss(Architecture student, LessonBatch batch, Func<Tensor, Tensor> hard)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var answer = NetworkAnswer.Of(student, batch.Images, NeedsFeatures);
        return Loss(batch, answer, () => hard(answer.Logits));
    }

    /// <summary>The loss of a batch.</summary>
    /// <param name="batch">The pictures.</param>
    /// <param name="student">The student's output.</param>
    /// <param name="hard">The loss against the labels.</param>
    public Tensor Loss(LessonBatch batch, NetworkAnswer student, Func<Tensor> hard)
    {
        var answer = Ask(batch);
        var parts = new List<Tensor>();
        Weigh(parts, 1 - Options.Weight, hard);
        Weigh(parts, Options.Weight, () => DistillationLosses.SoftTargets(student.Logits, answer.Logits, Options.Temperature));
        Weigh(parts, Options.RelationalDistance, () => DistillationLosses.RelationalDistance(Several(student.Embedding!, 2), answer.Embedding!));
        Weigh(parts, Options.RelationalAngle, () => DistillationLosses.RelationalAngle(Several(student.Embedding!, 3), answer.Embedding!));
        foreach (var (size, features) in student.Stages.Where(stage => answer.Stages.ContainsKey(stage.Key)))
        {
            Weigh(parts, Options.Attention, () => DistillationLosses.Attention(features, answer.Stages[size]));
            Weigh(parts, Options.Hints, () => DistillationLosses.Hint(regressors[size].call(features), answer.Stages[size]));
        }

        return parts.Aggregate((sum, part) => sum.add(part));
    }

    public void Save(BinaryWriter writer)
    {
        foreach (var regressor in regressors.Values)
        {
            regressor.save(writer);
        }
    }

    public void Load(BinaryReader reader)
    {
        foreach (var regressor in regressors.Values)
        {
            regressor.load(reader);
        }
    }

    public void Dispose()
    {
        foreach (var regressor in regressors.Values)
        {
            regressor.Dispose();
        }
    }

    private static void Weigh(List<Tensor> parts, double weight, Func<Tensor> loss)
    {
        if (weight > 0)
        {
            parts.Add(weight == 1 ? loss() : loss().mul(weight));
        }
    }

    private static Tensor Several(Tensor embedding, int least) => embedding.shape[0] >= least ? embedding : throw DistillationErrors.OnePicture();

    private NetworkAnswer Ask(LessonBatch batch)
    {
        using var noGrad = no_grad();
        if (cache?.Read(batch.Step, batch.Images.shape[0]) is { } logits)
        {
            return new NetworkAnswer(logits, null, new Dictionary<(long, long), Tensor>());
        }

        var answer = NetworkAnswer.Of(teacher.Network, batch.TeacherImages(), NeedsFeatures);
        cache?.Add(batch.Step, answer.Logits);
        return answer;
    }

    /// <summary>Runs both networks on one all-zero picture to check that they are compatible, and to create the regressors that hints need.</summary>
    private void Compare(Architecture student, FeatureShape picture, FeatureShape teachers)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var wasTraining = student.training;
        student.eval();
        var (told, said) = (NetworkAnswer.Of(teacher.Network, Empty(teachers), NeedsFeatures), NetworkAnswer.Of(student, Empty(picture), NeedsFeatures));
        student.train(wasTraining);
        if (told.Logits.shape[^1] != said.Logits.shape[^1])
        {
            throw DistillationErrors.OtherClasses(told.Logits.shape[^1], said.Logits.shape[^1]);
        }

        if (!told.Logits.isfinite().all().item<bool>())
        {
            throw DistillationErrors.NotFinite();
        }

        var common = said.Stages.Keys.Where(told.Stages.ContainsKey).ToList();
        if (common.Count == 0 && (Options.Hints > 0 || Options.Attention > 0))
        {
            throw DistillationErrors.NoCommonSize(Sizes(told), Sizes(said));
        }

        foreach (var size in common.Where(_ => Options.Hints > 0))
        {
            regressors[size] = nn.Conv2d(said.Stages[size].shape[1], told.Stages[size].shape[1], kernel_size: 1);
        }
    }

    private static Tensor Empty(FeatureShape picture) => zeros(1, picture.Channels, picture.Height, picture.Width);

    private static string Sizes(NetworkAnswer answer) => string.Join(", ", answer.Stages.Keys.Select(size => $"{size.Height}x{size.Width}"));
}
