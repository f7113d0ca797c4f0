using Frugal.Measuring;
using Frugal.Onnx.Wire;

namespace Frugal.Tests.Measuring;

public class LoadedModelTests
{
    [Test]
    public void A_model_is_fed_what_it_declares_and_tells_its_batch()
    {
        using var model = LoadedModel.Load(TestGraph.Convolution().Save(), new ModelRunOptions { Batch = 4 });

        model.Run();

        Assert.That(model.Batch, Is.EqualTo(4));
    }

    [TestCase("Float"), TestCase("Double"), TestCase("Float16"), TestCase("Bfloat16"), TestCase("Uint8"), TestCase("Int8"), TestCase("Int16")]
    [TestCase("Uint16"), TestCase("Int32"), TestCase("Uint32"), TestCase("Int64"), TestCase("Uint64"), TestCase("Bool")]
    public void Every_type_of_number_can_be_fed(string type)
    {
        var path = new TestGraph().Input("x", Enum.Parse<TensorProto.Types.DataType>(type), "batch", 3).Node("Identity", "x", "y").Output("y").Save();

        using var model = LoadedModel.Load(path, new ModelRunOptions { Batch = 2 });

        Assert.That(model.Session.InputMetadata["x"].Dimensions, Is.EqualTo(new[] { -1, 3 }));
    }

    [Test]
    public void Failures_name_the_file_what_is_wrong_and_what_to_do()
    {
        var cut = TestGraph.Convolution().Save("cut.onnx");
        File.WriteAllBytes(cut, File.ReadAllBytes(cut)[..500]);
        var unknown = new TestGraph().Input("x", 1, 4).Node("Konv", "x", "y").Output("y").Save("unknown.onnx");
        var strings = new TestGraph().Input("x", TensorProto.Types.DataType.String, 1).Node("Identity", "x", "y").Output("y").Save("strings.onnx");
        var reshape = new TestGraph().Input("x", "batch", "width").Weight<float>("w", 4, 4).Node("MatMul", "x w", "y").Output("y").Save("open.onnx");
        var closed = new TestGraph().Input("x", 2, 4).Node("Identity", "x", "y").Output("y").Save("closed.onnx");

        Assert.Multiple(() =>
        {
            Assert.That(Failure("nothing.onnx"), Is.EqualTo("nothing.onnx: there is no such file. Give the path of an .onnx model."));
            Assert.That(Failure(cut), Does.StartWith(cut).And.Contain("not an ONNX model, or one that is cut off"));
            Assert.That(Failure(unknown), Does.StartWith(unknown).And.Contain("Konv"));
            Assert.That(Failure(strings), Does.Contain("input 'x' is of strings"));
            Assert.That(Failure(reshape), Does.Contain("--dim NAME=SIZE"));
            Assert.That(Failure(reshape, new ModelRunOptions { Dimensions = ModelRunOptionsTests.Dimensions(("height", 3)) }),
                Does.EndWith("no open dimension is called height. Open are: batch, width."));
            Assert.That(Failure(closed, new ModelRunOptions { Batch = 3 }), Does.Contain("declared for a batch of 2, not 3").And.Contain("--batch 2"));
            Assert.That(Failure(reshape, new ModelRunOptions { Batch = 60_000, Dimensions = ModelRunOptionsTests.Dimensions(("width", 60_000)) }),
                Does.Contain("60000x60000").And.Contain("2 GB"));
        });
    }

    private static string Failure(string path, ModelRunOptions? options = null)
    {
        var message = Assert.Throws<FrugalException>(() => LoadedModel.Load(path, options ?? new ModelRunOptions()).Dispose()).Message;
        Assert.That(message, Does.Not.Contain("\n"));
        return message;
    }
}
