using Frugal.Onnx;
using Frugal.Onnx.Wire;

namespace Frugal.Tests.Onnx;

/// <summary>Well-formed files whose operators cannot work are refused when they are read, with the node's name.</summary>
[Parallelizable]
public class OperatorCheckTests
{
    public static readonly IEnumerable<TestCaseData> Broken =
    [
        Case("has 1 inputs, Conv needs 2", graph => graph.Node[0].Input.RemoveAt(2), graph => graph.Node[0].Input.RemoveAt(1)),
        Case("does not serve Conv", graph => graph.Initializer[0].Dims.RemoveAt(0), graph => graph.Initializer[0].Dims[0] = 48, graph => graph.Initializer[0].Dims.RemoveAt(2)),
        Case("group of node 'Conv conv' is 0", graph => graph.Node[0].Attribute.Single(attribute => attribute.Name == "group").I = 0),
        Case("makes nothing", graph => graph.Node.Add(new NodeProto { OpType = "Relu", Input = { "x" } })),
    ];

    [TestCaseSource(nameof(Broken))]
    public void A_node_that_cannot_work_is_named(string message, object changes)
    {
        var model = TestModels.Build([4, 8, 8], (g, x) => g.Convolution(x, 4, 4, 1));
        Array.ForEach((Action<GraphProto>[])changes, change => change(model.Proto.Graph));

        Assert.That(() => OnnxModel.Parse(model.ToBytes(), "broken.onnx"), Throws.TypeOf<FrugalException>().With.Message.StartsWith("broken.onnx: ").And.Message.Contains(message));
    }

    private static TestCaseData Case(string message, params Action<GraphProto>[] changes) => new TestCaseData(message, changes).SetArgDisplayNames(message);
}
