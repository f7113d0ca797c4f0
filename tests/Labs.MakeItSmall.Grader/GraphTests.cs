using System.Runtime.InteropServices;
using System.Text.Json;
using Frugal.Measuring;
using Labs.MakeItSmall.Grader.Probes;
using MakeItSmall.Kit;

namespace Labs.MakeItSmall.Grader;

[Task(3, "Where QuantizeLinear and DequantizeLinear go")]
[Points(14)]
[Hint("Notebook 08, section 4 and the pitfall after it: Dequantize, Conv, Quantize becomes one kernel.")]
public class GraphTests : SmallFixture
{
    private ShippedModel? made;
    private RealNetwork? network;

    protected override string[] Ready => ["Frugal.Quantization."];

    protected override Limits Limits => new() { Memory = ByteSize.Parse("2 GB"), Answer = ByteSize.Parse("32 MB") };

    private RealNetwork Network => network ??= new RealNetwork();

    [Test, Points(2)]
    public void Each_activation_goes_through_QuantizeLinear_and_DequantizeLinear_with_a_uint8_zero_point() =>
        new GraphCheck(Ask(GraphProbes.Write, Small())).ActivationsAreOnGrids(expected: 3);

    [Test, Points(2)]
    public void Weights_and_biases_are_integers_in_the_file_with_a_scale_for_each_channel() =>
        new GraphCheck(Ask(GraphProbes.Write, Small())).NumbersAreIntegers();

    [Test, Points(1)]
    public void The_engine_finds_Dequantize_Conv_Quantize_around_each_convolution() =>
        new GraphCheck(Ask(GraphProbes.Write, Small())).EngineFindsItsPattern();

    [Test, Points(2)]
    public void Conv_ReLU_Conv_answers_in_integers_as_PyTorch_does()
    {
        var golden = Golden.Of("graph");
        var written = Ask(GraphProbes.Write, Small());
        EndStudent();
        Compare(Run(written, golden.Floats("x"), 6), golden.Floats("y"), Small().Layers[^1].Output.Scale, "the small graph Conv, ReLU, Conv",
            "the scales: of the weights (axis 0), of the bias (Input.Scale * WeightScales[c]), of the output");
    }

    [Test, Points(2)]
    public void A_zero_point_that_does_not_do_the_work_of_the_ReLU_is_recognised()
    {
        FastRequest[] questions =
        [
            new(true, new(0.1f, 0, 0, 255)), new(true, new(0.1f, 128, 0, 255)), new(false, new(0.1f, 128, 0, 255)), new(true, new(0.1f, 1, 0, 255)),
            new(true, new(0.1f, -128, -128, 127)), new(true, new(0.1f, 0, -128, 127)), new(false, new(0.1f, 0, 0, 255)),
        ];
        Say.Same(Ask(GraphProbes.IsFast, questions), [true, false, true, false, true, false, true], "Int8Graph.IsFast",
            i => $"{(questions[i].Relu ? "with" : "without")} ReLU, zero point {questions[i].Output.Zero} on a grid from {questions[i].Output.Lowest} to {questions[i].Output.Highest}",
            "which integer the numbers below 0 are clamped to, and which one stands for 0");
    }

    [Test, Points(1)]
    public void With_a_zero_point_in_the_middle_the_ReLU_stays_in_the_graph()
    {
        var request = Small();
        var (first, middle) = (request.Layers[0], request.Layers[0].Output with { Zero = 128, Scale = 2 * request.Layers[0].Output.Scale });
        var alone = request with { Layers = [first with { Output = middle }] };
        var written = Ask(GraphProbes.Write, alone);
        EndStudent();
        var answer = Run(written, Golden.Of("graph").Floats("x"), 6);
        Say.That(answer.All(y => y >= 0), "the output of a layer with ReLU, whose grid has the zero point 128", "no number below 0", $"{Say.Text(answer.Min())}", "the Relu: it may only be left out where IsFast says that the grid does its work");
    }

    [Test, Points(1), SizeBudget("1.3 MB")]
    public void The_whole_network_ships_its_weights_as_integers()
    {
        Judge.StoredAsIntegers(Model(), share: 0.9);
        Judge.Size(Model());
    }

    [Test, Hidden, Points(1), AccuracyFloor(0.9)]
    public void The_whole_network_names_unseen_pictures_as_before() => Judge.Answers(Model(), Network.Float32, agreement: 0.93);

    [Test, Points(2), WorkedBudget(Undone = 0.5, FasterThan = "the float32 network")]
    public void The_whole_network_is_as_fast_as_int8_is_on_this_machine()
    {
        var mine = Model();
        EndStudent();
        var (grids, model) = (Network.Grids(), Network.Model);
        var layers = Int8Network.Convolutions(model, grids, new Int8Rounding(Rounding.PerChannel, Rounding.Bias));
        var worked = Network.Save(Int8Network.Write(model, layers, grids, WorkedGraph.Parts), "worked");
        Judge.SpeedUp(mine, Network.Float32, worked);
    }

    [OneTimeTearDown]
    public void RemoveFiles()
    {
        made?.Dispose();
        network?.Dispose();
    }

    /// <summary>The network that the student's code wrote, from the grader's integers: written once for all tests.</summary>
    private string Model()
    {
        if (made is null)
        {
            var grids = Network.Grids();
            var layers = Int8Network.Convolutions(Network.Model, grids, new Int8Rounding(Rounding.PerChannel, Rounding.Bias));
            Ask(GraphProbes.WriteNetwork, new NetworkRequest(
                [.. layers.Select(pair => Numbers(pair.Key, pair.Value))], grids.ToDictionary(pair => pair.Key, pair => Numbers(pair.Value)), Scratch["int8.onnx"]));
            made = ShippedModel.Take(Scratch["int8.onnx"], ByteSize.Parse("20 MB"));
        }

        return made.Path;
    }

    private float[] Run(byte[] graph, float[] x, long side)
    {
        using var runner = StudentProcess.Start(Limits, Scratch);
        return runner.Call(GraphRunner.Run, new RunRequest(graph, [1, x.Length / (side * side), side, side], x));
    }

    /// <summary>The engine sums in another order than PyTorch: a sum on the border between two integers may go to the other one.</summary>
    private static void Compare(float[] got, float[] expected, float step, string call, string look)
    {
        Say.Length(got.Length, expected.Length, call);
        var wrong = Enumerable.Range(0, got.Length).FirstOrDefault(i => !(Math.Abs(got[i] - expected[i]) <= 1.01 * step), -1);
        Say.That(wrong < 0, $"{call}, output {wrong}", wrong < 0 ? "" : $"{Say.Text(expected[wrong])}, give or take one step of {Say.Text(step)}", wrong < 0 ? "" : Say.Text(got[wrong]), look);
        var off = Enumerable.Range(0, got.Length).Count(i => Math.Abs(got[i] - expected[i]) > 0.5 * step);
        Say.That(off <= got.Length / 10, $"{call}, {got.Length} outputs", $"at most {got.Length / 10} that are a step off", $"{off}", look);
    }

    private static GraphRequest Small()
    {
        var golden = Golden.Of("graph");
        GridNumbers[] grids = [.. golden.GetProperty("grids").EnumerateArray().Select(grid => new GridNumbers((float)grid[0].GetDouble(), grid[1].GetInt32(), 0, 255))];
        return new(4, 6, [.. golden.GetProperty("layers").EnumerateArray().Select((layer, i) => Layer(layer, grids[i], grids[i + 1]))]);
    }

    private static LayerNumbers Layer(JsonElement layer, GridNumbers input, GridNumbers output) => new(
        "", [.. layer.Integers("shape").Select(side => (long)side)], [.. layer.Integers("integers").Select(q => (byte)(sbyte)q)], layer.Floats("scales"), layer.Integers("bias"),
        input, output, layer.GetProperty("relu").GetBoolean(), layer.Integer("pad"));

    private static LayerNumbers Numbers(string name, Int8Convolution layer) => new(
        name, layer.Shape, MemoryMarshal.AsBytes<sbyte>(layer.Weight).ToArray(), layer.WeightScales, layer.Bias, Numbers(layer.Input), Numbers(layer.Output), layer.Relu, 0);

    private static GridNumbers Numbers(Grid grid) => new(grid.Scale, grid.Zero, grid.Lowest, grid.Highest);
}
