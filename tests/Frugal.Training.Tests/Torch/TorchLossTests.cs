using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Frugal.Training.Tests.Torch;

/// <summary>Losses and their gradients against PyTorch's numbers.</summary>
public class TorchLossTests
{
    private static readonly string[] Names =
    [
        "cross_entropy", "cross_entropy_weight", "cross_entropy_ignore", "cross_entropy_smooth", "cross_entropy_smooth_weight",
        "cross_entropy_soft", "cross_entropy_none", "nll_loss", "kl_div", "kl_div_log", "mse_loss", "mse_loss_sum", "l1_loss",
        "smooth_l1_loss", "bce_with_logits", "bce",
    ];

    [TestCaseSource(nameof(Names))]
    public void A_loss_and_its_gradient_are_PyTorchs(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        var logits = randn(6, 4);
        var target = tensor(new long[] { 0, 3, 1, 2, 1, 0 });
        var weight = tensor(new[] { 1f, 2f, 0.5f, 1.5f });
        var (real, other) = (randn(4, 3), randn(4, 3));
        var (chance, binary) = (rand(4, 3), (rand(4, 3) > 0.5).to(ScalarType.Float32));
        var soft = randn(6, 4).softmax(1);

        Module<Tensor, Tensor, Tensor> Loss() => name switch
        {
            "cross_entropy" or "cross_entropy_soft" => CrossEntropyLoss(),
            "cross_entropy_weight" => CrossEntropyLoss(weight),
            "cross_entropy_ignore" => CrossEntropyLoss(ignore_index: 1, reduction: Reduction.Sum),
            "cross_entropy_smooth" => new CrossEntropyLoss(label_smoothing: 0.1),
            "cross_entropy_smooth_weight" => new CrossEntropyLoss(weight, label_smoothing: 0.2),
            "cross_entropy_none" => CrossEntropyLoss(reduction: Reduction.None),
            "nll_loss" => NLLLoss(weight),
            "kl_div" => KLDivLoss(false, Reduction.Sum),
            "kl_div_log" => KLDivLoss(true),
            "mse_loss" => MSELoss(),
            "mse_loss_sum" => MSELoss(Reduction.Sum),
            "l1_loss" => L1Loss(),
            "smooth_l1_loss" => SmoothL1Loss(beta: 0.5),
            "bce_with_logits" => BCEWithLogitsLoss(pos_weights: tensor(new[] { 1f, 2f, 3f })),
            _ => BCELoss(),
        };
        var (input, goal) = name switch
        {
            "cross_entropy_soft" or "kl_div" => (logits, soft),
            "kl_div_log" => (logits, soft.log()),
            "bce" => (chance, binary),
            "bce_with_logits" => (real, binary),
            "mse_loss" or "mse_loss_sum" or "l1_loss" or "smooth_l1_loss" => (real, other),
            _ => (logits, target),
        };
        bool ofLogProbabilities = name is "nll_loss" or "kl_div" or "kl_div_log";

        using var loss = Loss();
        Golden.AssertGradients(Golden.At("losses", name), x => loss.call(ofLogProbabilities ? x[0].log_softmax(1) : x[0], goal), input);
    }

    [Test]
    public void Every_golden_loss_is_tested() =>
        Assert.That(Golden.At("losses").EnumerateObject().Select(loss => loss.Name), Is.EquivalentTo(Names));
}
