using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Torch;

/// <summary>Optimisers and learning rate plans against PyTorch's, step by step.</summary>
public class TorchOptimizerTests
{
    private static readonly Dictionary<string, Func<Parameter[], OptimizerHelper>> Optimizers = new()
    {
        ["sgd"] = p => optim.SGD(p, 0.1),
        ["sgd_decay"] = p => optim.SGD(p, 0.1, weight_decay: 0.05),
        ["sgd_momentum"] = p => optim.SGD(p, 0.05, momentum: 0.9, dampening: 0.1, weight_decay: 0.01),
        ["sgd_nesterov"] = p => optim.SGD(p, 0.05, momentum: 0.9, nesterov: true),
        ["adam"] = p => optim.Adam(p, 0.05),
        ["adam_decay"] = p => optim.Adam(p, 0.05, 0.8, 0.99, 1e-6, 0.1),
        ["adam_amsgrad"] = p => optim.Adam(p, 0.05, amsgrad: true),
        ["adamw"] = p => optim.AdamW(p, 0.05, weight_decay: 0.2),
        ["adamw_amsgrad"] = p => optim.AdamW(p, 0.05, weight_decay: 0.01, amsgrad: true),
    };

    private static readonly Dictionary<string, Func<optim.Optimizer, optim.lr_scheduler.LRScheduler>> Plans = new()
    {
        ["step"] = o => optim.lr_scheduler.StepLR(o, 3, 0.5),
        ["multi_step"] = o => optim.lr_scheduler.MultiStepLR(o, [2, 5, 9], 0.3),
        ["exponential"] = o => optim.lr_scheduler.ExponentialLR(o, 0.9),
        ["cosine"] = o => optim.lr_scheduler.CosineAnnealingLR(o, 5, 0.001),
        ["linear"] = o => optim.lr_scheduler.LinearLR(o, 0.25, 1, 4),
        ["lambda"] = o => optim.lr_scheduler.LambdaLR(o, epoch => Math.Pow(0.95, epoch)),
        ["one_cycle"] = o => optim.lr_scheduler.OneCycleLR(o, 0.5, total_steps: 14),
        ["one_cycle_three_phases"] = o => optim.lr_scheduler.OneCycleLR(o, 0.5, epochs: 2, steps_per_epoch: 7,
            anneal_strategy: optim.lr_scheduler.impl.OneCycleLR.AnnealStrategy.Linear, three_phase: true),
        ["warm_up_then_cosine"] = o => optim.lr_scheduler.SequentialLR(o,
            [optim.lr_scheduler.LinearLR(o, 0.1, 1, 3), optim.lr_scheduler.CosineAnnealingLR(o, 9)], [3]),
    };

    private static IEnumerable<string> OptimizerNames => Optimizers.Keys;

    private static IEnumerable<string> PlanNames => Plans.Keys;

    [TestCaseSource(nameof(OptimizerNames))]
    public void Ten_steps_lead_where_PyTorchs_lead(string name)
    {
        using var scope = NewDisposeScope();
        var parameters = Start();
        using var optimizer = Optimizers[name](parameters);

        foreach (var (expected, step) in Golden.At("optimizers", name).EnumerateArray().Select((element, step) => (element, step)))
        {
            Step(optimizer, parameters, step);
            Golden.AssertClose([.. Golden.Elements(parameters[0]), .. Golden.Elements(parameters[1])], expected.Numbers(), 5e-6);
        }
    }

    [TestCaseSource(nameof(OptimizerNames))]
    public void A_saved_optimiser_goes_on_as_if_it_had_never_stopped(string name)
    {
        using var scope = NewDisposeScope();
        var parameters = Start();
        using var optimizer = Optimizers[name](parameters);
        for (int step = 0; step < 4; step++)
            Step(optimizer, parameters, step);
        using var file = new MemoryStream();
        using (var writer = new BinaryWriter(file, System.Text.Encoding.UTF8, leaveOpen: true))
            optimizer.save_state_dict(writer);

        // Equal weights, and an optimiser that has to learn everything else from the file.
        var resumed = Array.ConvertAll(parameters, parameter => new Parameter(parameter.detach().clone()));
        using var second = name.StartsWith("sgd", StringComparison.Ordinal) ? optim.SGD(resumed, 9)
            : name.StartsWith("adamw", StringComparison.Ordinal) ? optim.AdamW(resumed, 9) : (OptimizerHelper)optim.Adam(resumed, 9);
        file.Position = 0;
        using (var reader = new BinaryReader(file))
            second.load_state_dict(reader);
        for (int step = 4; step < 10; step++)
        {
            Step(optimizer, parameters, step);
            Step(second, resumed, step);
        }

        Assert.That(resumed[0].Equals(parameters[0]) && resumed[1].Equals(parameters[1]));
    }

    [TestCaseSource(nameof(PlanNames))]
    public void A_plan_sets_the_rates_that_PyTorch_sets(string name)
    {
        using var parameter = new Parameter(zeros(1));
        using var optimizer = optim.SGD([parameter], 0.1, momentum: 0.9);
        var plan = Plans[name](optimizer);

        foreach (var expected in Golden.At("schedulers", name).EnumerateArray())
        {
            var group = (SGD.ParamGroup)optimizer.ParamGroups.Single();
            Golden.AssertClose([group.LearningRate, group.Momentum], expected.Numbers(), 1e-12);
            plan.step();
        }
    }

    [Test]
    public void Groups_have_options_of_their_own_and_take_the_rest_from_the_defaults()
    {
        using var slow = new Parameter(ones(1));
        using var fast = new Parameter(ones(1));
        using var optimizer = optim.SGD([new SGD.ParamGroup([slow], lr: 0.1), new SGD.ParamGroup { Parameters = [fast] }], 0.5);

        (slow.sum() + fast.sum()).backward();
        optimizer.step();

        Assert.That(slow.ToSingle(), Is.EqualTo(0.9f).Within(1e-6));
        Assert.That(fast.ToSingle(), Is.EqualTo(0.5f).Within(1e-6));
    }

    [Test]
    public void Gradients_are_clipped_to_the_norm_as_in_PyTorch()
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        Parameter[] parameters = [new(randn(3, 3)), new(randn(5))];
        (parameters[0].pow(3).sum() + parameters[1].pow(2).sum()).backward();

        double norm = nn.utils.clip_grad_norm_(parameters, 1);

        Assert.That(norm, Is.EqualTo(Golden.At("clipping", "norm").GetDouble()).Within(1e-5));
        Golden.AssertClose([.. Golden.Elements(parameters[0].grad!), .. Golden.Elements(parameters[1].grad!)], Golden.At("clipping", "gradients").Numbers());
    }

    private static Parameter[] Start()
    {
        manual_seed(3);
        return [new Parameter(randn(3, 4)), new Parameter(randn(4))];
    }

    private static void Step(OptimizerHelper optimizer, Parameter[] parameters, int step)
    {
        optimizer.zero_grad();
        (parameters[0].matmul(parameters[1]).sin().sum() + (parameters[0] - 1).pow(2).sum() * (step % 3)).backward();
        optimizer.step();
    }
}
