using System.Text.Json;
using Frugal.Cli.Commands.Gguf;
using Frugal.Gguf;

namespace Frugal.Cli.Tests.Gguf;

[Parallelizable]
public class GgufCommandTests
{
    [Test]
    public void Info_shows_model_bytes_and_bits_per_weight()
    {
        using var folder = new TemporaryFolder();
        Model(folder["model.gguf"], 256);

        var (code, text, error) = CommandRun.Of(GgufCommand.Create(), "gguf", "info", folder["model.gguf"]);

        Assert.That((code, error), Is.EqualTo((0, "")));
        Assert.That(text, Does.Match(@"model +tiny"));
        Assert.That(text, Does.Match(@"architecture +llama").And.Match(@"parameters +1,280").And.Match(@"context length +2,048 tokens").And.Match(@"tokenizer +gpt2, 3 tokens").And.Match(@"F16 +1 +1,024 +2,048 +16\.00").And.Not.Contain("a.weight"));
        Assert.That(text.Contains('\u001b'), Is.False, "a terminal sequence of the file");
    }

    [Test]
    public void Info_lists_tensors_on_demand()
    {
        using var folder = new TemporaryFolder();
        Model(folder["model.gguf"], 256);

        var (_, text, _) = CommandRun.Of(GgufCommand.Create(), "gguf", "info", folder["model.gguf"], "--tensors");

        Assert.That(text, Does.Match(@"a\.weight +256 x 4 +F16 +2,048"));
    }

    [Test]
    public void Info_gives_JSON_on_demand()
    {
        using var folder = new TemporaryFolder();
        Model(folder["model.gguf"], 256);

        var (_, text, _) = CommandRun.Of(GgufCommand.Create(), "gguf", "info", folder["model.gguf"], "--tensors", "--json");

        var root = JsonDocument.Parse(text).RootElement;
        Assert.That((root.GetProperty("architecture").GetString(), root.GetProperty("parameters").GetInt64(), root.GetProperty("context_length").GetInt64(), root.GetProperty("tokens").GetInt32()), Is.EqualTo(("llama", 1280, 2048, 3)));
        Assert.That(root.GetProperty("bits_per_weight").GetDouble(), Is.EqualTo(8.0 * new FileInfo(folder["model.gguf"]).Length / 1280));
        Assert.That(root.GetProperty("types").EnumerateArray().Select(type => (type.GetProperty("type").GetString(), type.GetProperty("bits_per_weight").GetDouble())), Is.EqualTo(new[] { ("F16", 16.0), ("F32", 32.0) }));
        Assert.That(root.GetProperty("tensors")[0].GetProperty("shape").EnumerateArray().Select(dim => dim.GetInt64()), Is.EqualTo([256L, 4]));
    }

    [Test]
    public void A_damaged_file_is_one_line()
    {
        using var folder = new TemporaryFolder();
        Model(folder["model.gguf"], 256);
        folder.Write("cut.gguf", File.ReadAllBytes(folder["model.gguf"])[..300]);

        var (code, text, error) = CommandRun.Of(GgufCommand.Create(), "gguf", "info", folder["cut.gguf"]);

        Assert.That((code, text, error.Trim().Split('\n').Length), Is.EqualTo((1, "", 1)));
        Assert.That(error, Does.StartWith($"frugal: {folder["cut.gguf"]}: the GGUF file is broken"));
    }

    [Test]
    public void Quantise_refuses_rows_that_do_not_divide_and_writes_nothing()
    {
        using var folder = new TemporaryFolder();
        Model(folder["model.gguf"], 64);

        var (code, _, error) = CommandRun.Of(GgufCommand.Create(), "gguf", "quantize", folder["model.gguf"], folder["out.gguf"]);

        Assert.That((code, File.Exists(folder["out.gguf"])), Is.EqualTo((1, false)));
        Assert.That(error, Does.Contain("'a.weight' has rows of 64 weights; Q4_K_M needs a multiple of 256"));
    }

    private static void Model(string path, int width) => new GgufWriter("llama").Set(GgufKeys.Name, "tiny\u001b[2J").Set("llama.context_length", 2048u)
        .Set(GgufKeys.TokenizerModel, "gpt2").Set(GgufKeys.Tokens, GgufValue.OfArray(["a", "b", "c"]))
        .Add("a.weight", [width, 4], GgufType.F16, new float[width * 4]).Add("norm.weight", [width], GgufType.F32, new float[width]).Save(path);
}
