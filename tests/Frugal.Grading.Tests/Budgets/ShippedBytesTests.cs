using Frugal.Grading.Budgets;
using Frugal.Grading.Tasks;

namespace Frugal.Grading.Tests.Budgets;

public class ShippedBytesTests
{
    [Test]
    public void A_folder_counts_with_all_that_is_in_it_and_each_file_once()
    {
        using var folder = new TemporaryFolder();
        folder.Write("app/model.bin", new byte[100]);
        folder.Write("app/deep/.hidden", new byte[20]);
        var other = folder.Write("labels.txt", "123");

        var size = ShippedBytes.Of(folder["app"], other, folder["app/model.bin"]);

        Assert.That(size.Bytes, Is.EqualTo(123));
    }

    [Test]
    public void The_data_files_that_a_model_names_count_whole_and_once()
    {
        using var folder = new TemporaryFolder();
        var model = Cheats.WithDataFile(folder, "model.onnx", "weights.bin", extraBytes: 1000);

        var size = ShippedBytes.Of(model);

        Assert.That(size.Bytes, Is.EqualTo(new FileInfo(model).Length + new FileInfo(folder["weights.bin"]).Length));
        Assert.That(ShippedBytes.Of(model, folder["weights.bin"]), Is.EqualTo(size));
        Assert.That(new FileInfo(folder["weights.bin"]).Length, Is.GreaterThan(1000));
    }

    [Test]
    public void What_is_missing_is_told()
    {
        using var folder = new TemporaryFolder();

        Assert.That(() => ShippedBytes.Of(folder["none.onnx"]), Throws.TypeOf<FrugalException>().With.Message.Contains("there is no such file or folder"));
    }

    [Test]
    public void The_graders_copy_stays_what_it_was_when_the_model_is_changed_behind_its_back()
    {
        using var folder = new TemporaryFolder();
        var model = Cheats.WithDataFile(folder, "model.onnx", "weights.bin", extraBytes: 0);
        using var copy = ShippedModel.Take(model);
        var before = ShippedBytes.Of(copy.Path);

        File.WriteAllBytes(model, [1, 2, 3]);
        File.Delete(folder["weights.bin"]);

        Assert.That(ShippedBytes.Of(copy.Path), Is.EqualTo(before));
        Assert.That(StoredWeights.Of(copy.Path).Shipped, Is.EqualTo(before));
    }

    [Test]
    public void A_link_is_not_taken_for_a_model()
    {
        using var folder = new TemporaryFolder();
        var model = Cheats.WithDataFile(folder, "model.onnx", "weights.bin", extraBytes: 0);
        File.CreateSymbolicLink(folder["link.onnx"], model);

        Assert.Multiple(() =>
        {
            Assert.That(() => ShippedModel.Take(folder["link.onnx"]), Throws.TypeOf<GradingException>().With.Message.Contains("a link"));
            Assert.That(() => ShippedModel.Take(folder["none.onnx"]), Throws.TypeOf<GradingException>().With.Message.Contains("no such file"));
            Assert.That(() => ShippedModel.Take(model, new(10)), Throws.TypeOf<GradingException>().With.Message.Contains("more than the 10 B"));
        });
    }

    [Test]
    public void A_data_file_outside_the_models_folder_is_not_taken()
    {
        using var folder = new TemporaryFolder();
        var model = Cheats.WithDataFile(folder, "app/model.onnx", "../weights.bin", extraBytes: 0);

        Assert.That(() => ShippedModel.Take(model), Throws.TypeOf<GradingException>().With.Message.Contains("leaves the model's folder"));
    }

    /// <summary>The way to the data file leads over a link to a folder outside: to another's model, for instance.</summary>
    [Test, Platform("Linux")]
    public void A_data_file_behind_a_linked_folder_is_not_taken()
    {
        using var folder = new TemporaryFolder();
        var model = Cheats.WithDataFile(folder, "app/model.onnx", "linked/weights.bin", extraBytes: 0);
        Directory.Move(folder["app/linked"], folder["elsewhere"]);
        Directory.CreateSymbolicLink(folder["app/linked"], folder["elsewhere"]);

        Assert.That(() => ShippedModel.Take(model), Throws.TypeOf<GradingException>().With.Message.Contains("in a folder that is one"));
    }
}
