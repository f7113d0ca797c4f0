using Frugal.Architectures;
using Frugal.Models;
using Frugal.Texts;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Models;

public class RecipeTests
{
    [Test]
    public void An_unknown_recipe_is_answered_with_those_that_exist() =>
        Assert.That(
            () => Recipes.Named("clothing-vgg"),
            Throws.TypeOf<FrugalException>().With.Message.EqualTo(
                "'clothing-vgg' has no recipe. Choose one of: garments-resnet, garments-mobilenet, clothing-resnet18, clothing-resnet, clothing-mobilenet."));

    [TestCaseSource(nameof(Names))]
    public void Every_recipe_has_valid_options_and_a_network_of_ten_classes(string name)
    {
        var recipe = Recipes.Named(name);
        using var network = recipe.Network();

        Assert.That(recipe.Options.Validated(), Is.EqualTo(recipe.Options));
        Assert.That(network.Classes, Is.EqualTo(10));
    }

    [TestCaseSource(nameof(Published))]
    public void The_weights_that_came_along_are_those_of_the_catalogue(string name)
    {
        var library = ModelLibrary.Default();

        Assert.That(library.Verify(name), Is.EqualTo(library.Catalog[name].Sha256));
        Assert.That(new FileInfo(library.ModelFile(name)).Length, Is.EqualTo(library.Catalog[name].Bytes));
        if (StudentRecipes.All.Any(recipe => recipe.Name == name))
        {
            using var model = TextModel.Open(library.ModelFile(name));
            Assert.That(model.Classes, Is.EqualTo(library.Catalog[name].Classes));
            return;
        }

        using TorchSharp.torch.nn.Module network = ChatRecipes.All.Any(recipe => recipe.Name == name) ? library.OpenChat(name).Network : library.Open(name);
        Assert.That(network.training, Is.False);
    }

    [Test]
    public void Options_out_of_range_are_named_with_what_is_allowed()
    {
        Refused(new() { Epochs = 0 }, "Epochs is 0; it must be 1 to 10,000");
        Refused(new() { LearningRate = 2 }, "LearningRate is 2; it must be above 0 and at most 1");
        Refused(new() { WarmUpEpochs = 30 }, "WarmUpEpochs is 30; it must be at least 0 and fewer than Epochs");
        Refused(new() { Mixup = 1.5 }, "Mixup is 1.5");
        Refused(new() { Patience = 0 }, "Patience is 0");

        static void Refused(TrainingOptions options, string message) =>
            Assert.That(options.Validated, Throws.TypeOf<FrugalException>().With.Message.Contains(message));
    }

    [Test]
    public void A_recipe_begins_with_the_weights_of_the_model_that_it_names()
    {
        using var trained = new MobileNet();
        var recipe = new TrainingRecipe("short", "garments", () => new MobileNet())
        {
            Options = new() { Epochs = 1, WarmUpEpochs = 0, BatchSize = 8, LearningRate = 1e-9, WeightDecay = 0, AverageDecay = 0 },
            Pretrained = "trained",
        };
        var run = new RecipeRun { Recipe = recipe, Pictures = 8, Open = name => name == "trained" ? Copy(trained) : throw new ArgumentException(name) };

        using var result = run.Run();

        var (expected, got) = (trained.state_dict(), result.Network.state_dict());
        var weights = trained.named_parameters().Select(parameter => parameter.name).ToArray();
        Assert.That(weights.Max(name => (expected[name] - got[name]).abs().max().item<float>()), Is.LessThan(1e-6f), "the rate moves nothing");
        Assert.That(() => (run with { Open = null }).Run(), Throws.TypeOf<FrugalException>().With.Message.EqualTo(
            "short needs trained, a trained model: set RecipeRun.Open to what opens it."));

        static MobileNet Copy(MobileNet network)
        {
            var copy = new MobileNet();
            copy.load_state_dict(network.state_dict());
            return copy;
        }
    }

    [Test]
    public void Weights_of_another_network_are_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["catalog.json"], """
            { "entries": [ { "name": "clothing-resnet", "version": "1", "summary": "", "licence": "", "card": "", "path": "other.onnx" } ] }
            """);
        using (var other = new MobileNet())
        {
            Recipes.Named("garments-mobilenet").ToOnnx(other).Save(folder["other.onnx"]);
        }

        Assert.That(
            () => new ModelLibrary(folder.Path).Open("clothing-resnet"),
            Throws.TypeOf<FrugalException>().With.Message.Contains("these are not the weights of clothing-resnet")
                .And.Message.Contains("stem.convolution.weight has the shape 64x3x3x3; the module's stem.convolution.weight has 32x3x3x3"));
    }

    [Test]
    public void A_network_gets_back_every_weight_and_statistic_that_was_exported()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Tree.At("models", "catalog.json"), folder["catalog.json"]);
        var library = new ModelLibrary(folder.Path);
        using var network = Recipes.Named("garments-mobilenet").Network();
        using (no_grad())
        {
            foreach (var statistic in network.named_buffers().Where(buffer => buffer.buffer.is_floating_point()))
            {
                statistic.buffer.uniform_(0.5, 2);
            }
        }

        Recipes.Named("garments-mobilenet").ToOnnx(network).Save(library.ModelFile("garments-mobilenet"));
        using var opened = library.Open("garments-mobilenet");

        var (expected, got) = (network.state_dict(), opened.state_dict());
        Assert.That(got.Keys, Is.EquivalentTo(expected.Keys));
        Assert.That(expected.Where(entry => !got[entry.Key].eq(entry.Value).all().item<bool>()).Select(entry => entry.Key), Is.Empty);
    }

    private static IEnumerable<string> Published() =>
        ModelLibrary.Default().Catalog.Entries.Where(entry => entry.Path is not null).Select(entry => entry.Name);

    private static IEnumerable<string> Names() => Recipes.All.Select(recipe => recipe.Name);
}
