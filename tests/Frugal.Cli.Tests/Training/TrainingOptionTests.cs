using Frugal.Cli.Commands.Models;

namespace Frugal.Cli.Tests.Training;

public class TrainingOptionTests
{
    [TestCase("--seed", "2")]
    [TestCase("--fold", "1")]
    [TestCase("--epochs", "1")]
    [TestCase("--images", "64")]
    public void Another_training_than_the_recipe_s_does_not_replace_the_model_s_own_weights(string option, string value)
    {
        var (code, _, error) = CommandRun.Of(ModelsCommand.Create(), "models", "train", "garments-mobilenet", option, value);

        Assert.That(code, Is.EqualTo(1));
        Assert.That(error.Trim(), Is.EqualTo("frugal: garments-mobilenet: the weights of another training than the recipe's do not replace the model's own. Give another file with --output."));
    }

    [TestCase("0")]
    [TestCase("6")]
    public void A_part_that_does_not_exist_is_refused(string fold)
    {
        using var folder = new TemporaryFolder();

        var (code, _, error) = CommandRun.Of(ModelsCommand.Create(), "models", "train", "garments-mobilenet", "--fold", fold, "--output", folder["net.onnx"]);

        Assert.That((code, error.Trim()), Is.EqualTo((1, $"frugal: --fold {fold}: it must be 1 to 5. Train once for each part to cross-validate.")));
        Assert.That(Directory.GetFileSystemEntries(folder.Path), Is.Empty);
    }

    [Test]
    public void A_folder_in_the_file_s_place_is_refused_before_the_training()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["net"]);

        var (code, _, error) = CommandRun.Of(ModelsCommand.Create(), "models", "train", "garments-mobilenet", "--images", "64", "--epochs", "1", "--output", folder["net"]);

        Assert.That((code, error.Trim()), Is.EqualTo((1, $"frugal: {folder["net"]}: is a folder, and only a regular file is replaced. Give the path of a file.")));
        Assert.That(folder["net.checkpoint"], Does.Not.Exist, "what a training leaves when its result cannot be written");
    }

    [Test]
    public void Texts_have_no_parts()
    {
        using var folder = new TemporaryFolder();

        var (code, _, error) = CommandRun.Of(ModelsCommand.Create(), "models", "train", "tweets-minilm", "--fold", "1", "--output", folder["net.onnx"]);

        Assert.That((code, error.Trim()), Is.EqualTo((1, "frugal: --fold: tweets-minilm reads texts, whose splits are fixed. Leave it out.")));
    }

    [Test]
    public void A_model_without_a_recipe_lists_those_that_have_one()
    {
        var (code, _, error) = CommandRun.Of(ModelsCommand.Create(), "models", "train", "resnet18-imagenet");

        Assert.That((code, error.Trim()), Is.EqualTo((1, "frugal: 'resnet18-imagenet' has no recipe. Choose one of: garments-resnet, garments-mobilenet, clothing-resnet18, clothing-resnet, clothing-mobilenet, tweets-minilm, tiny-chat, tiny-labels, tweets-student, tweet-sentiment, tweets-bilstm.")));
    }
}
