using Frugal.Architectures;
using Frugal.Imaging;
using Frugal.Models;
using Frugal.Training.Tests.Training;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Models;

public class RecipeLogitsTests
{
    [Test]
    public void Each_picture_has_its_logits_and_those_of_its_mirror_image()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var network = new ResNet(new ResNetOptions { Stem = 8, Widths = [8, 16] });
        var recipe = new TrainingRecipe("small", "garments", () => new ResNet()) { Preprocessing = new Preprocessing { Size = 32 } };
        var data = new ColouredPictures(70, 1);

        var logits = recipe.Logits(network, data);

        Assert.That((logits.Views, logits.Photos, logits.Classes), Is.EqualTo((2, 70, network.Classes)));
        using var still = no_grad();
        foreach (var place in new[] { 0, 63, 69 })
        {
            var picture = tensor(recipe.Preprocessing.Apply(data.Image(place)), [1, 3, 32, 32]);
            Assert.That(logits[0, place].ToArray(), Is.EqualTo(network.call(picture).data<float>().ToArray()).Within(1e-4), $"picture {place}");
            Assert.That(logits[1, place].ToArray(), Is.EqualTo(network.call(picture.flip(3)).data<float>().ToArray()).Within(1e-4), $"mirrored {place}");
        }
    }
}
