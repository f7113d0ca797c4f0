using Frugal.Cli.Commands.Models;

namespace Frugal.Cli.Tests.Training;

public class ModelsLogitsTests
{
    [TestCase("nothing")]
    [TestCase("tweets-minilm")]
    [TestCase("resnet18-imagenet")]
    public void A_model_that_was_not_trained_on_images_here_is_refused(string name)
    {
        using var folder = new TemporaryFolder();

        var (code, _, error) = CommandRun.Of(ModelsCommand.Create(), "models", "logits", name, "--output", folder["logits.npy"]);

        Assert.That(code, Is.EqualTo(1));
        Assert.That(error.Trim(), Is.EqualTo($"frugal: '{name}' has no recipe. Choose one of: garments-resnet, garments-mobilenet, clothing-resnet18, clothing-resnet, clothing-mobilenet."));
        Assert.That(Directory.GetFileSystemEntries(folder.Path), Is.Empty);
    }

    [Test]
    public void A_folder_in_the_file_s_place_is_refused_before_the_model_is_looked_for()
    {
        using var folder = new TemporaryFolder();

        var (code, output, error) = CommandRun.Of(ModelsCommand.Create(), "models", "logits", "nothing", "--output", folder.Path);

        Assert.That((code, output), Is.EqualTo((1, "")));
        Assert.That(error.Trim(), Is.EqualTo($"frugal: {folder.Path}: is a folder, and only a regular file is replaced. Give the path of a file."));
    }
}
