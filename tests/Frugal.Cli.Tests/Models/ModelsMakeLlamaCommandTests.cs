using System.Text.Json;
using Frugal.Cli.Commands.Models;
using Frugal.Gguf;

namespace Frugal.Cli.Tests.Models;

[Parallelizable]
public class ModelsMakeLlamaCommandTests
{
    [Test]
    public void It_writes_the_file_and_says_that_the_weights_are_random()
    {
        using var folder = new TemporaryFolder();

        var (code, text, error) = CommandRun.Of(ModelsCommand.Create(), "models", "make-llama", "--params", "tiny", "--type", "f16", "-o", folder["tiny.gguf"]);

        Assert.That((code, error), Is.EqualTo((0, "")));
        Assert.That(text, Does.Match("model +random-llama-tiny").And.Contain("random weights, for measuring memory and speed").And.Match("bits per weight +16"));
        using var file = GgufFile.Open(folder["tiny.gguf"]);
        Assert.That(file.Weights, Is.EqualTo(LlamaShape.Named("tiny").Parameters));
    }

    [Test]
    public void JSON_marks_it_too()
    {
        using var folder = new TemporaryFolder();

        var (_, text, _) = CommandRun.Of(ModelsCommand.Create(), "models", "make-llama", "--params", "tiny", "-o", folder["tiny.gguf"], "--json");

        Assert.That(JsonDocument.Parse(text).RootElement.GetProperty("random_weights").GetBoolean(), Is.True);
    }

    [TestCase("Unknown size '9b'", "--params", "9b")]
    [TestCase("--type is 'Q4_K_M'; it must be F16 or F32", "--params", "tiny", "--type", "Q4_K_M")]
    public void What_is_not_possible_is_one_line(string message, params string[] options)
    {
        using var folder = new TemporaryFolder();

        var (code, text, error) = CommandRun.Of(ModelsCommand.Create(), ["models", "make-llama", "-o", folder["out.gguf"], .. options]);

        Assert.That((code, text), Is.EqualTo((1, "")));
        Assert.That(error, Does.StartWith($"frugal: {message}"));
        Assert.That(folder["out.gguf"], Does.Not.Exist);
    }
}
