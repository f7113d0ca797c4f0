using Frugal.Compression;
using Frugal.Quantization;

namespace Frugal.Training.Tests.Compression;

public class CompressionRecipeTests
{
    private static readonly QuantizeStep Int8 = new(QuantizationRecipe.Static());

    [Test]
    public void A_recipe_is_named_after_its_steps()
    {
        Assert.That(CompressionRecipe.Original.Name, Is.EqualTo("fp32"));
        Assert.That(new CompressionRecipe(Int8).Name, Is.EqualTo("int8"));
        Assert.That(new CompressionRecipe(new PruneChannelsStep(0.125), new DistilStep()).Name, Is.EqualTo("-12.5% fp32"));
        Assert.That(new CompressionRecipe(new PruneChannelsStep(0.5), Int8).FileName, Is.EqualTo("pruned-50.int8"));
        Assert.That(new CompressionRecipe(new PruneChannelsStep(0.125), Int8).FileName, Is.EqualTo("pruned-12_5.int8"));
        Assert.That(CompressionRecipe.Original.FileName, Is.EqualTo("whole.fp32"));
        Assert.That(new CompressionRecipe(Int8 with { Label = "../x" }).FileName, Does.Not.Contain("/"));
    }

    [Test]
    public void Steps_in_an_order_that_cannot_work_are_refused_by_name()
    {
        Assert.That(() => new CompressionRecipe(new DistilStep(), new PruneChannelsStep(0.5)), Throws.TypeOf<FrugalException>().With.Message.EqualTo(
            "Compression recipe: 'remove 50% of the channels' comes after 'train by distillation from the original'. Allowed order: prune, train, quantise; at most one step quantises, at the end."));
        Assert.That(() => new CompressionRecipe(Int8, Int8), Throws.TypeOf<FrugalException>().With.Message.Contains("'quantise to int8' comes after 'quantise to int8'"));
    }

    [Test]
    public void Two_recipes_of_one_name_are_refused()
    {
        var options = new CompressionOptions { Folder = "x", Recipes = [new(Int8), new(Int8 with { CalibrationPictures = 9 })] };

        Assert.That(options.Validated, Throws.TypeOf<FrugalException>().With.Message.StartsWith("Recipes: two recipes are named int8."));
    }

    [Test]
    public void The_grid_has_every_network_in_every_format()
    {
        var options = new CompressionOptions { Folder = "x", Ratios = [0.5, 0.25, 0.5], Formats = [CompressedFormat.Int4, CompressedFormat.Int8, CompressedFormat.Mixed] };

        Assert.That(options.Grid().Select(recipe => recipe.Name), Is.EqualTo(new[] { "fp32", "int8", "int4", "-25% fp32", "-25% int8", "-25% int4", "-50% fp32", "-50% int8", "-50% int4" }));
        Assert.That((options with { Budget = CompressionBudget.Parse("50 KB") }).Grid().Select(recipe => recipe.Name), Does.Contain("mixed").And.Contain("-50% mixed"));
    }
}
