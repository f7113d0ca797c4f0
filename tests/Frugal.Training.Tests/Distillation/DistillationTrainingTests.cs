using Frugal.Architectures;
using Frugal.Data;
using Frugal.Distillation;
using Frugal.Imaging;
using Frugal.Training.Tests.Training;
using static Frugal.Training.Tests.Training.ColouredPictures;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Distillation;

[Parallelizable, TakesTurns(TakesTurnsAttribute.Torch)]
[Category("Slow")]
public class DistillationTrainingTests
{
    private static readonly DistillationOptions Everything = new() { Temperature = 4, Weight = 0.7, Hints = 0.5, Attention = 2, RelationalDistance = 1, RelationalAngle = 1 };

    [Test]
    public void A_student_of_another_make_learns_from_all_that_a_teacher_shows()
    {
        using var teacher = Trained();

        using var result = new Trainer(Student, Options with { Epochs = 8 }, teacher: new Teacher(teacher, Everything)).Train(Pictures(120), Validation());

        Assert.That(result.History[^1].TrainingLoss, Is.LessThan(result.History[0].TrainingLoss));
        Assert.That(result.Network.state_dict().Keys, Is.EquivalentTo(Student().state_dict().Keys), "the regressors are not the student's");
    }

    [Test]
    public void The_loss_is_the_naive_sum_of_its_parts()
    {
        using var scope = NewDisposeScope();
        using var teacher = Network();
        using var student = Student();
        student.eval();
        var images = randn([4, 3, 16, 16], generator: new Generator(3));
        using var distiller = new Distiller(new Teacher(teacher, Everything with { Hints = 0 }), student, (new FeatureShape(3, 16, 16), new FeatureShape(3, 16, 16)), null);
        var (told, said) = (NetworkAnswer.Of(teacher, images, features: true), NetworkAnswer.Of(student, images, features: true));

        var loss = distiller.Loss(new LessonBatch(images, () => images, 0), said, () => tensor(5f)).item<float>();

        var expected = 0.3 * 5
            + 0.7 * DistillationLosses.SoftTargets(said.Logits, told.Logits, 4).item<float>()
            + said.Stages.Where(stage => told.Stages.ContainsKey(stage.Key)).Sum(stage => 2 * DistillationLosses.Attention(stage.Value, told.Stages[stage.Key]).item<float>())
            + DistillationLosses.RelationalDistance(said.Embedding!, told.Embedding!).item<float>()
            + DistillationLosses.RelationalAngle(said.Embedding!, told.Embedding!).item<float>();
        Assert.That(loss, Is.EqualTo(expected).Within(1e-5));
        Assert.That(said.Stages.Keys, Is.EqualTo(new[] { (8L, 8L), (4L, 4L), (2L, 2L) }));
    }

    [Test]
    public void By_default_the_teacher_s_probabilities_take_the_labels_place_bit_for_bit()
    {
        using var scope = NewDisposeScope();
        using var teacher = Network();
        using var student = Student();
        var images = randn([4, 3, 16, 16], generator: new Generator(3));
        using var distiller = new Distiller(new Teacher(teacher), student, (new FeatureShape(3, 16, 16), new FeatureShape(3, 16, 16)), null);

        distiller.Loss(new LessonBatch(images, () => images, 0), NetworkAnswer.Of(student, images, features: false), () => throw new AssertionException("labels are not looked at")).backward();
        var given = Gradients();
        nn.functional.softmax(teacher.call(images), 1).detach().mul(nn.functional.log_softmax(student.call(images), 1)).sum(1).mean().neg().backward();

        Assert.That(given, Is.EqualTo(Gradients()));

        float[] Gradients()
        {
            float[] gradients = [.. student.parameters().SelectMany(parameter => parameter.grad!.data<float>().ToArray())];
            student.zero_grad();
            return gradients;
        }
    }

    [Test]
    public void A_distillation_that_was_stopped_goes_on_and_ends_with_the_same_weights()
    {
        using var folder = new TemporaryFolder();
        using var teacher = Network();
        using var stop = new CancellationTokenSource();
        var seen = 0;

        Assert.That(
            () => Distil(folder["training.checkpoint"], new Reporter(_ => { if (++seen == 20) { stop.Cancel(); } }), stop.Token),
            Throws.InstanceOf<OperationCanceledException>());

        Assert.That(Distil(folder["training.checkpoint"]), Is.EqualTo(Distil(null)));

        byte[] Distil(string? checkpoint, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
        {
            using var result = new Trainer(Network, Options, checkpoint, new Teacher(teacher, Everything)).Train(Pictures(), Validation(), progress, cancellation);
            return Bytes(result.Network);
        }
    }

    [Test]
    public void Kept_logits_train_the_same_weights_without_asking_the_teacher()
    {
        using var folder = new TemporaryFolder();
        using var network = Network();
        var asking = new Counting(network);

        var first = Distil();
        var asked = asking.Calls;
        var second = Distil();

        Assert.That(second, Is.EqualTo(first));
        Assert.That(asking.Calls - asked, Is.EqualTo(1), "once, to see that the two fit");
        Assert.That(Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories), Has.Length.EqualTo(Options.Epochs));

        byte[] Distil()
        {
            using var result = new Trainer(Network, Options, teacher: new Teacher(asking) { Cache = folder.Path }).Train(Pictures(), Validation());
            return Bytes(result.Network);
        }
    }

    [Test]
    public void Logits_are_kept_apart_by_pictures_seeds_mixing_and_teacher()
    {
        using var first = Network();
        using var second = Network();
        var options = Options;

        var keys = new[]
        {
            Key(first, options, 64, 1), Key(first, options, 72, 1), Key(first, options, 64, 2), Key(first, options with { Seed = 2 }, 64, 1),
            Key(first, options with { CutMix = 0 }, 64, 1), Key(second, options, 64, 1),
        };

        Assert.That(keys, Is.Unique);
        Assert.That(Key(first, options with { LearningRate = 0.01 }, 64, 1), Is.EqualTo(keys[0]), "what the teacher does not see does not count");

        static string Key(Architecture network, TrainingOptions options, int count, long seed) =>
            new TeacherLogits(new Teacher(network) { Cache = "unused" }, options, Pictures(count, seed)).Key;
    }

    [Test]
    public void A_damaged_file_of_logits_is_written_again()
    {
        using var folder = new TemporaryFolder();
        using var network = Network();
        var before = Distil();
        var file = Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Order().First();
        var whole = File.ReadAllBytes(file);
        var damaged = (byte[])whole.Clone();
        damaged[whole.Length / 2] ^= 1;
        File.WriteAllBytes(file, damaged);

        Assert.That(Distil(), Is.EqualTo(before), "the losses of all steps and the weights");
        Assert.That(File.ReadAllBytes(file), Is.EqualTo(whole));

        (double[] Losses, byte[] Weights) Distil()
        {
            var losses = new List<double>();
            using var result = new Trainer(Network, Options, teacher: new Teacher(network) { Cache = folder.Path })
                .Train(Pictures(), Validation(), new Reporter(step => losses.Add(step.Loss)));
            return ([.. losses], Bytes(result.Network));
        }
    }

    [Test]
    public void A_teacher_is_asked_once_for_pictures_that_come_again()
    {
        using var folder = new TemporaryFolder();
        using var network = Network();
        var asking = new Counting(network);
        var pictures = Pictures();

        var weights = Distil(null);
        var calls = asking.Calls;

        Assert.That(calls - 1, Is.EqualTo(2 * pictures.BatchCount), "and once to see that the two fit");
        Assert.That(Distil(folder.Path), Is.EqualTo(weights));
        Assert.That(Distil(folder.Path), Is.EqualTo(weights), "from the files");
        Assert.That(asking.Calls, Is.EqualTo(2 * calls + 1));

        byte[] Distil(string? cache)
        {
            using var result = new Trainer(Network, Options with { Epochs = 5, Views = 2 }, teacher: new Teacher(asking) { Cache = cache }).Train(pictures, Validation());
            return Bytes(result.Network);
        }
    }

    [Test]
    public void A_teacher_of_another_size_sees_the_same_pictures_in_its_size()
    {
        using var network = Network();
        var asking = new Counting(network);
        var small = Pictures();
        var both = ImageLoader.Create(new ColouredPictures(64, 1), small.Options with { Second = new Preprocessing { Size = 32 } });

        using var result = new Trainer(Network, Options with { Epochs = 1, WarmUpEpochs = 0 }, teacher: new Teacher(asking)).Train(both, Validation());

        Assert.That(asking.Shapes.Skip(1), Is.All.EqualTo(new long[] { Options.BatchSize, 3, 32, 32 }));
        Assert.That(result.History, Has.Count.EqualTo(1));
    }

    [Test]
    public void An_assistant_learns_from_the_teacher_and_the_student_from_the_assistant()
    {
        using var teacher = Trained();

        var results = new DistillationChain(Options with { Epochs = 2 }).Train(teacher, [Network, Student], Pictures(), Validation());

        Assert.That(results.Select(result => result.Network.GetType()), Is.EqualTo(new[] { typeof(ResNet), typeof(MobileNet) }));
        using var alone = new Trainer(Student, Options with { Epochs = 2 }, teacher: new Teacher(results[0].Network)).Train(Pictures(), Validation());
        Assert.That(Bytes(results[1].Network), Is.EqualTo(Bytes(alone.Network)));
        foreach (var result in results)
        {
            result.Dispose();
        }
    }

    [Test]
    public void A_network_is_born_again_as_often_as_asked()
    {
        using var teacher = Network();

        var results = new DistillationChain(Options with { Epochs = 2 }).Again(teacher, Network, 2, Pictures(), Validation());

        Assert.That(results, Has.Count.EqualTo(2));
        Assert.That(Bytes(results[1].Network), Is.Not.EqualTo(Bytes(results[0].Network)));
        foreach (var result in results)
        {
            result.Dispose();
        }

        Assert.That(() => new DistillationChain(Options).Again(teacher, Network, 0, Pictures(), Validation()), Throws.TypeOf<FrugalException>().With.Message.Contains("no student"));
    }

    [Test]
    public void What_cannot_be_learned_is_refused()
    {
        using var teacher = Network();
        using var other = new ResNet(new ResNetOptions { Stem = 8, Widths = [8], Classes = 4 });
        using var plain = new Counting(teacher);
        using var broken = Network();
        using (no_grad())
        {
            broken.parameters().First().fill_(float.NaN);
        }

        Refused(() => Train(new Teacher(other)), "knows 4 classes and the student 3");
        Refused(() => Train(new Teacher(broken)), "NaN");
        Refused(() => new Teacher(plain, Everything).ToString(), "features cannot be seen");
        Refused(() => new Teacher(teacher, Everything) { Cache = "folder" }.ToString(), "not its features");
        Refused(() => new Teacher(teacher, new DistillationOptions { Temperature = 0 }).ToString(), "Temperature is 0; it must be 0.1 to 100");
        Refused(() => new Teacher(teacher, new DistillationOptions { Weight = 2 }).ToString(), "Weight is 2");

        static void Train(Teacher teacher) => new Trainer(Network, Options, teacher: teacher).Train(Pictures(), Validation()).Dispose();
        static void Refused(Action action, string message) => Assert.That(action, Throws.TypeOf<FrugalException>().With.Message.Contains(message));
    }

    private static Architecture Student() => new MobileNet(new MobileNetOptions { Stem = 4, Stages = [new(4, 1, 1), new(8, 2, 1)], Head = 8, Classes = 3 });

    private static Architecture Trained()
    {
        using var result = new Trainer(Network, Options with { Epochs = 2 }).Train(Pictures(), Validation());
        var network = Network();
        network.load_state_dict(result.Network.state_dict());
        return network;
    }

    private sealed class Counting : nn.Module<Tensor, Tensor>
    {
        private readonly Architecture inner;

        public Counting(Architecture inner) : base(nameof(Counting))
        {
            this.inner = inner;
            RegisterComponents();
        }

        public int Calls => Shapes.Count;

        public List<long[]> Shapes { get; } = [];

        public override Tensor forward(Tensor input)
        {
            Shapes.Add(input.shape);
            return inner.call(input);
        }
    }

    private sealed class Reporter(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
