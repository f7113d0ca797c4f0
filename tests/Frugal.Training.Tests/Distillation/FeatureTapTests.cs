using Frugal.Architectures;
using Frugal.Distillation;
using Frugal.Training.Tests.Architectures;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Distillation;

[TestFixtureSource(typeof(SmallPictureNetworks), nameof(SmallPictureNetworks.Fixtures))]
public class FeatureTapTests(Func<Architecture> create)
{
    [Test]
    public void A_network_that_is_watched_says_what_it_says_alone()
    {
        using var network = SmallPictureNetworks.Ready(create);
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        var pictures = SmallPictureNetworks.Batch(2);

        var answer = NetworkAnswer.Of(network, pictures, features: true);

        Assert.That(answer.Logits.data<float>().ToArray(), Is.EqualTo(network.call(pictures).data<float>().ToArray()));
        Assert.That(answer.Embedding!.shape, Has.Length.EqualTo(2).And.ItemAt(0).EqualTo(2));
        Assert.That(answer.Stages.Keys.ToList(), Has.Count.GreaterThanOrEqualTo(3).And.None.EqualTo((1L, 1L)), "features of every size, and no weights of channels");
    }

    [Test]
    public void It_teaches_and_learns_by_all_that_it_shows()
    {
        using var teacher = SmallPictureNetworks.Ready(create);
        manual_seed(1);
        using var student = create();
        using var scope = NewDisposeScope();
        var pictures = SmallPictureNetworks.Batch(3);
        var options = new DistillationOptions { Temperature = 4, Hints = 1, Attention = 1, RelationalDistance = 1, RelationalAngle = 1 };
        using var distiller = new Distiller(new Teacher(teacher, options), student, (new FeatureShape(3, SmallPictureNetworks.Size, SmallPictureNetworks.Size), new FeatureShape(3, SmallPictureNetworks.Size, SmallPictureNetworks.Size)), null);

        distiller.Loss(new LessonBatch(pictures, () => pictures, 0), NetworkAnswer.Of(student, pictures, features: true), () => tensor(0f)).backward();

        Assert.That(student.named_parameters().Where(named => named.parameter.grad is not { } gradient || !gradient.isfinite().all().item<bool>()).Select(named => named.name), Is.Empty);
    }
}
