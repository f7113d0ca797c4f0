using Frugal.Architectures;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Quantization;

/// <summary>
/// The optimisation of AdaRound (Nagel et al. 2020, "Up or Down? Adaptive Rounding for Post-Training Quantization"): each weight
/// is <c>s (floor(w / s) + h(V))</c> with <c>h(V) = clip(1.2 sigmoid(V) - 0.1, 0, 1)</c> (equation 23); V is learnt so that the layer's output after its
/// ReLU changes least (equation 25), and <c>1 - |2h - 1|^beta</c> drives h to 0 or 1 while beta decreases from 20 to 2 (equation 24).
/// </summary>
/// <remarks>The output error is relative to that of rounding to nearest, so that one penalty weight suits all layers.</remarks>
internal sealed class SoftRounding(AdaRoundOptions options, bool relu)
{
    private const double Low = -0.1, High = 1.1;
    private const double FirstBeta = 20, LastBeta = 2, WarmUp = 0.2, Penalty = 0.5;

    /// <summary>A layer's weights in units of their scales.</summary>
    /// <param name="Steps">w / s, (G, M, K).</param>
    /// <param name="Scales">s, (G, M, 1).</param>
    /// <param name="Limit">The largest integer.</param>
    public sealed record Grid(Tensor Steps, Tensor Scales, int Limit);

    /// <summary>Learns the rounding.</summary>
    /// <param name="grid">The weights.</param>
    /// <param name="bias">(G, 1, M).</param>
    /// <param name="inputs">Rows of the layer's input in the quantised network, (G, P, K).</param>
    /// <param name="wanted">The float network's outputs for these rows before ReLU, (G, P, M).</param>
    /// <returns>The integers, (G, M, K); rounding to nearest if nothing better was found.</returns>
    public Tensor Learn(Grid grid, Tensor bias, Tensor inputs, Tensor wanted)
    {
        using var scope = NewDisposeScope();
        var generator = new Random(options.Seed);
        var nearest = grid.Steps.round().clamp(-grid.Limit, grid.Limit);
        var goal = Activate(wanted).detach();
        var nearestError = Error(nearest, inputs, goal);
        var unit = nearestError.ToSingle();
        if (!(unit > 0))
        {
            return nearest.MoveToOuterDisposeScope();
        }

        // Weights at or beyond the ends of the grid have no choice: they are fixed.
        var free = grid.Steps.abs().lt(grid.Limit - 1e-3).to_type(ScalarType.Float32);
        var floor = grid.Steps.floor().mul(free).add(nearest.mul(free.neg().add(1)));
        var rest = grid.Steps.sub(floor).clamp(0.01, 0.99);
        var v = new Parameter(rest.sub(Low).div(rest.neg().add(High)).log());   // h(V) = the fraction
        using var adam = optim.Adam([v], options.LearningRate);
        for (var step = 0; step < options.Steps; step++)
        {
            using var inner = NewDisposeScope();
            var rows = tensor([.. Enumerable.Range(0, options.BatchSize).Select(_ => (long)generator.Next((int)inputs.shape[1]))]);
            var h = Rectified(v);
            var loss = Error(floor.add(h.mul(free)), inputs.index_select(1, rows), goal.index_select(1, rows)).div(unit);
            var progress = (step / (double)options.Steps - WarmUp) / (1 - WarmUp);
            if (progress > 0)
            {
                var beta = LastBeta + (FirstBeta - LastBeta) * 0.5 * (1 + Math.Cos(progress * Math.PI));
                loss = loss.add(h.mul(2).sub(1).abs().pow(beta).neg().add(1).mul(free).mean().mul(Penalty));
            }

            adam.zero_grad();
            loss.backward();
            adam.step();
        }

        using var quiet = no_grad();
        var learnt = floor.add(Rectified(v).ge(0.5).to_type(ScalarType.Float32).mul(free)).clamp(-grid.Limit, grid.Limit);
        return (Error(learnt, inputs, goal).ToSingle() < unit ? learnt : nearest).MoveToOuterDisposeScope();

        Tensor Error(Tensor integers, Tensor x, Tensor y) =>
            Activate(x.CheckedMatmul(integers.clamp(-grid.Limit, grid.Limit).mul(grid.Scales).transpose(1, 2)).add(bias)).sub(y).pow(2).mean();
    }

    private static Tensor Rectified(Tensor v) => v.sigmoid().mul(High - Low).add(Low).clamp(0, 1);

    private Tensor Activate(Tensor x) => relu ? x.relu() : x;
}
