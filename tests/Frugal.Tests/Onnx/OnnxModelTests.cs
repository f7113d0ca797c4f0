using Frugal.Onnx;
using Frugal.Onnx.Wire;
using Google.Protobuf;

namespace Frugal.Tests.Onnx;

public class OnnxModelTests
{
    private static OnnxModel Model() => TestModels.Build([3, 8, 8], (g, x) => g.Relu(g.Convolution(x, 3, 4, 1)));

    [Test]
    public void A_model_that_was_saved_is_the_same_when_it_is_loaded_and_fields_that_are_unknown_here_survive()
    {
        using var folder = new TemporaryFile("model.onnx");
        var unknown = new byte[] { 0xC2, 0x3E, 0x03, 1, 2, 3 };   // field 1000, three bytes
        File.WriteAllBytes(folder.Path, [.. Model().ToBytes(), .. unknown]);

        OnnxModel.Load(folder.Path).Save(folder.Path);

        Assert.That(File.ReadAllBytes(folder.Path), Is.EqualTo(Model().ToBytes().Concat(unknown)));
        Assert.That(Directory.GetFiles(folder.Folder), Has.Length.EqualTo(1));
    }

    [Test]
    public void Inputs_outputs_opset_and_parameters_are_told()
    {
        var model = Model();

        Assert.That(model.Inputs[0].Name, Is.EqualTo("x"));
        Assert.That(model.Inputs[0].Shape, Is.EqualTo(new long?[] { null, 3, 8, 8 }));
        Assert.That(model.Outputs[0].Name, Is.EqualTo("y"));
        Assert.That((model.Opset, model.Parameters), Is.EqualTo((17L, 4 * 3 * 9 + 4L)));
    }

    [Test]
    public void Operators_are_listed_with_what_they_read_and_make()
    {
        var nodes = Model().Nodes;

        Assert.That(nodes.Select(node => node.Operator), Is.EqualTo(new[] { "Conv", "Relu" }));
        Assert.That((nodes[0].Inputs[0], nodes[0].Outputs[0], nodes[1].Outputs[0]), Is.EqualTo(("x", nodes[1].Inputs[0], "y")));
    }

    [Test]
    public void A_file_cut_off_anywhere_is_refused_in_one_line()
    {
        var bytes = Model().ToBytes();
        foreach (var length in Enumerable.Range(0, bytes.Length / 64 + 1).Select(i => i * 64).Append(bytes.Length - 1))
        {
            AssertRefused(bytes[..length]);
        }
    }

    [Test]
    public void Random_bytes_are_refused_in_one_line()
    {
        var random = new Random(1);
        for (var i = 0; i < 500; i++)
        {
            var bytes = new byte[random.Next(1, 300)];
            random.NextBytes(bytes);
            AssertRefused(bytes);
        }
    }

    [Test]
    public void A_byte_changed_anywhere_never_gives_another_failure_than_the_one_line()
    {
        var bytes = Model().ToBytes();
        for (var at = 0; at < bytes.Length; at += 3)
        {
            var broken = bytes.ToArray();
            broken[at] ^= 0x5A;   // also turns wire types into others
            try
            {
                OnnxModel.Parse(broken, "broken.onnx");
            }
            catch (FrugalException failure)
            {
                Assert.That(failure.Message, Does.Not.Contain("\n"));
            }
        }
    }

    [Test]
    public void Graphs_nested_too_deep_are_refused_rather_than_overflowing_the_stack()
    {
        var graph = new GraphProto { Node = { new NodeProto { OpType = "Relu", Input = { "x" }, Output = { "y" } } } };
        for (var i = 0; i < 200; i++)
        {
            graph = new GraphProto { Node = { new NodeProto { OpType = "If", Attribute = { new AttributeProto { Name = "then_branch", G = graph } } } } };
        }

        AssertRefused(new ModelProto { Graph = graph, OpsetImport = { new OperatorSetIdProto { Version = 17 } } }.ToByteArray());
    }

    [TestCase("d", "c", "form a cycle")]
    [TestCase("nowhere", "c", "which no node, input or initializer provides")]
    public void A_cycle_and_a_missing_value_are_named(string first, string second, string message)
    {
        var model = Model();
        model.Proto.Graph.Node.Clear();
        model.Proto.Graph.Node.Add(new NodeProto { OpType = "Relu", Input = { first }, Output = { "c" } });
        model.Proto.Graph.Node.Add(new NodeProto { OpType = "Relu", Input = { second }, Output = { "d" } });

        var failure = Assert.Throws<FrugalException>(() => OnnxModel.Parse(model.ToBytes(), "broken.onnx"));

        Assert.That(failure!.Message, Does.Match(message).And.StartWith("broken.onnx: the graph is broken"));
    }

    [Test]
    public void A_tensor_whose_numbers_do_not_fill_its_shape_is_named()
    {
        var model = Model();
        model.Proto.Graph.Initializer[0].Dims[0] = 5;

        var failure = Assert.Throws<FrugalException>(() => OnnxModel.Parse(model.ToBytes(), "broken.onnx"));

        Assert.That(failure!.Message, Does.Contain("'w' holds 108 numbers, its shape [5, 3, 3, 3] wants 135"));
    }

    [Test]
    public void A_shape_that_overflows_is_refused()
    {
        var model = Model();
        model.Proto.Graph.Initializer[0].Dims[0] = long.MaxValue;

        Assert.That(() => OnnxModel.Parse(model.ToBytes(), "broken.onnx"), Throws.TypeOf<FrugalException>().With.Message.Contains("impossible shape"));
    }

    [Test]
    public void A_missing_file_is_named() =>
        Assert.That(() => OnnxModel.Load("/nowhere/model.onnx"), Throws.TypeOf<FrugalException>().With.Message.StartsWith("/nowhere/model.onnx: there is no such file"));

    private static void AssertRefused(byte[] bytes)
    {
        var failure = Assert.Throws<FrugalException>(() => OnnxModel.Parse(bytes, "broken.onnx"));
        Assert.That(failure!.Message, Does.StartWith("broken.onnx: ").And.Not.Contains("\n"));
    }
}
