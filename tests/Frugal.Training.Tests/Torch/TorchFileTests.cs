using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Frugal.Training.Tests.Torch;

/// <summary>Weight files are the package's own, byte by byte.</summary>
public class TorchFileTests
{
    [Test]
    public void A_weight_file_has_the_packages_bytes()
    {
        using var linear = Linear(new Parameter(tensor(new[,] { { 1f, -2f } })), new Parameter(tensor(new[] { 0.5f })));
        using var model = Sequential(("fc", linear));
        using var stream = new MemoryStream();

        model.save(stream);

        byte[] expected =
        [
            2, // entries
            9, .. "fc.weight"u8, 6 /* Float32 */, 2 /* dimensions */, 1, 2, .. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(-2f),
            7, .. "fc.bias"u8, 6, 1, 1, .. BitConverter.GetBytes(0.5f),
        ];
        Assert.That(stream.ToArray(), Is.EqualTo(expected));
    }

    [Test]
    public void Sizes_above_127_take_two_bytes_the_low_seven_bits_first()
    {
        using var tensor = zeros(300, dtype: ScalarType.Byte);
        using var stream = new MemoryStream();

        tensor.Save(stream);

        Assert.That(stream.ToArray()[..4], Is.EqualTo(new byte[] { 0 /* Byte */, 1, 0xAC, 0x02 }));
        Assert.That(stream.ToArray(), Has.Length.EqualTo(304));
    }

    [Test]
    public void A_saved_model_comes_back_with_weights_and_statistics()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        string file = Path.Combine(folder.Path, "model.dat");
        using var model = Small();
        _ = model.call(randn(8, 3, 6, 6) * 3);
        model.save(file);

        using var other = Small();
        other.load(file);

        foreach (var (name, tensor) in model.state_dict())
            Assert.That(other.state_dict()[name].Equals(tensor), name);
        Assert.That(model.state_dict().Keys, Is.EqualTo(new[]
        {
            "0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var", "1.num_batches_tracked",
        }));
    }

    [Test]
    public void A_file_of_another_model_is_refused()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "model.dat");
        using var small = Linear(2, 3);
        using var wide = Linear(2, 4);
        using var deep = Sequential(Linear(2, 3), Linear(3, 1));
        small.save(file);

        Assert.That(() => wide.load(file), Throws.ArgumentException.With.Message.Contains("shape"));
        Assert.That(() => deep.load(file), Throws.ArgumentException.With.Message.Contains("expected 4, but found 2"));
    }

    [Test]
    public void A_partial_file_fills_what_it_has_where_that_is_allowed()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "part.dat");
        using var source = Sequential(("first", Linear(2, 3)));
        using var target = Sequential(("first", Linear(2, 3)), ("second", Linear(3, 1)));
        source.save(file);
        var loaded = new Dictionary<string, bool>();

        target.load(file, strict: false, loadedParameters: loaded);

        Assert.That(loaded, Is.EqualTo(new Dictionary<string, bool> { ["first.weight"] = true, ["first.bias"] = true }));
        Assert.That(target.state_dict()["first.weight"].Equals(source.state_dict()["first.weight"]));
    }

    private static Sequential Small() => Sequential(Conv2d(3, 4, 3), BatchNorm2d(4), ReLU());
}
