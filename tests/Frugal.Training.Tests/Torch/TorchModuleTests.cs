using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Frugal.Training.Tests.Torch;

/// <summary>How modules find, name, convert and watch their parts.</summary>
public class TorchModuleTests
{
    [Test]
    public void Fields_are_registered_under_their_names()
    {
        using var model = new Residual();

        Assert.That(model.named_parameters().Select(named => named.name), Is.EqualTo(new[]
        {
            "scale", "conv.weight", "conv.bias", "norm.weight", "norm.bias", "blocks.0.weight", "blocks.0.bias", "heads.main.weight", "heads.main.bias",
        }));
        Assert.That(model.named_buffers().Select(named => named.name), Is.EqualTo(new[]
        {
            "offset", "norm.running_mean", "norm.running_var", "norm.num_batches_tracked",
        }));
        Assert.That(model.named_children().Select(child => child.name), Is.EqualTo(new[] { "conv", "norm", "blocks", "heads" }));
        Assert.That(model.named_modules().Select(child => child.name), Is.EquivalentTo(new[] { "conv", "norm", "blocks", "heads", "blocks.0", "heads.main" }));
        Assert.That(model.get_parameter("blocks.0.weight"), Is.SameAs(((Linear)model.blocks[0]).weight));
        Assert.That(model.has_buffer("norm.running_mean") && !model.has_parameter("norm.running_mean"));
    }

    [Test]
    public void Training_and_evaluation_reach_every_part()
    {
        using var model = new Residual();

        model.eval();
        Assert.That(model.modules().Append(model).Select(module => module.training), Is.All.False);

        model.train();
        Assert.That(model.modules().Append(model).Select(module => module.training), Is.All.True);
    }

    [Test]
    public void A_conversion_keeps_names_values_and_what_is_trained()
    {
        using var scope = NewDisposeScope();
        using var model = new Scaled();
        double before = model.conv.weight.sum().ToDouble();
        model.conv.weight.requires_grad = false;

        model.to(ScalarType.Float64);

        Assert.That(model.parameters().Select(parameter => parameter.dtype), Is.All.EqualTo(ScalarType.Float64));
        Assert.That(model.norm.num_batches_tracked!.dtype, Is.EqualTo(ScalarType.Int64));
        Assert.That(model.conv.weight.sum().ToDouble(), Is.EqualTo(before).Within(1e-5));
        Assert.That((model.conv.weight.requires_grad, model.scale.requires_grad), Is.EqualTo((false, true)));
        Assert.That(model.get_parameter("scale"), Is.SameAs(model.scale));
    }

    /// <summary>A fault of version 0.107, named in docs/en/notebooks.md: drop both when this fails.</summary>
    [Test]
    public void A_module_with_a_ModuleDict_cannot_be_converted()
    {
        using var model = new Residual();

        Assert.That(() => model.to(ScalarType.Float64), Throws.ArgumentException);
    }

    [Test]
    public void Only_floating_point_types_are_taken() =>
        Assert.That(() => Linear(1, 1).to(ScalarType.Int32), Throws.Exception.With.Message.Contains("floating point"));

    [Test]
    public void Batch_norm_learns_its_statistics_while_training_only()
    {
        using var scope = NewDisposeScope();
        using var norm = BatchNorm1d(2, momentum: 0.5);
        var batch = tensor(new[,] { { 1f, 10f }, { 3f, 30f } });

        _ = norm.call(batch);
        norm.eval();
        _ = norm.call(batch * 100);

        Assert.That(norm.running_mean!.data<float>().ToArray(), Is.EqualTo(new[] { 1f, 10f }));
        Assert.That(norm.running_var!.data<float>().ToArray(), Is.EqualTo(new[] { 1.5f, 100.5f }));
        Assert.That(norm.num_batches_tracked!.ToInt64(), Is.EqualTo(1));
    }

    [Test]
    public void Hooks_see_and_change_what_goes_in_and_out()
    {
        using var scope = NewDisposeScope();
        using var identity = Identity();
        var doubled = identity.register_forward_pre_hook((_, input) => input * 2);
        identity.register_forward_hook((_, _, output) => output + 1);

        Assert.That(identity.call(tensor(3f)).ToSingle(), Is.EqualTo(7));

        doubled.remove();
        Assert.That(identity.call(tensor(3f)).ToSingle(), Is.EqualTo(4));
    }

    [Test]
    public void Zeroed_gradients_are_gone_or_zero()
    {
        using var scope = NewDisposeScope();
        using var linear = Linear(2, 1);
        linear.call(ones(1, 2)).sum().backward();

        linear.zero_grad(set_to_none: false);
        Assert.That(linear.weight.grad!.sum().ToSingle(), Is.Zero);

        linear.zero_grad();
        Assert.That(linear.weight.grad, Is.Null);
    }

    [Test]
    public void A_new_weight_takes_the_old_ones_place()
    {
        using var linear = Linear(2, 1, hasBias: false);
        var old = linear.weight;

        linear.weight = new Parameter(ones(1, 2));

        Assert.That(old.IsInvalid);
        Assert.That(linear.parameters().Single(), Is.SameAs(linear.weight));
    }

    [Test]
    public void A_slice_of_a_sequence_runs_its_stages()
    {
        using var scope = NewDisposeScope();
        using var model = Sequential(("double", new Times(2)), ("triple", new Times(3)), ("quintuple", new Times(5)));

        Assert.That(model.call(tensor(1f)).ToSingle(), Is.EqualTo(30));
        Assert.That(model[..2].call(tensor(1f)).ToSingle(), Is.EqualTo(6));
        Assert.That(model[2].call(tensor(1f)).ToSingle(), Is.EqualTo(5));
    }

    [Test]
    public void Activations_in_place_work_inside_a_sequence()
    {
        using var scope = NewDisposeScope();
        using var model = Sequential(new Times(-3), ReLU(inplace: true), GELU(inplace: true), SiLU(inplace: true), Dropout(0.5, inplace: true), new Times(2));
        model.eval();

        Assert.That(model.call(tensor(1f)).ToSingle(), Is.Zero);
    }

    private sealed class Times(float factor) : Module<Tensor, Tensor>(nameof(Times))
    {
        public override Tensor forward(Tensor input) => input * factor;
    }

    /// <summary>Every kind of part but a ModuleDict: see the test of those.</summary>
    private sealed class Scaled : Module<Tensor, Tensor>
    {
        public readonly Conv2d conv = Conv2d(3, 4, 3);
        public readonly BatchNorm2d norm = BatchNorm2d(4);
        public readonly ModuleList<Module<Tensor, Tensor>> blocks = ModuleList<Module<Tensor, Tensor>>(Linear(4, 4));
        public readonly Parameter scale = new(ones(1));

        public Scaled() : base(nameof(Scaled)) => RegisterComponents();

        public override Tensor forward(Tensor input) => norm.call(conv.call(input)) * scale;
    }

    private sealed class Residual : Module<Tensor, Tensor>
    {
        public readonly Conv2d conv = Conv2d(3, 4, 3);
        public readonly BatchNorm2d norm = BatchNorm2d(4);
        public readonly ModuleList<Module<Tensor, Tensor>> blocks = ModuleList<Module<Tensor, Tensor>>(Linear(4, 4));
        public readonly ModuleDict<Module<Tensor, Tensor>> heads = ModuleDict<Module<Tensor, Tensor>>(("main", Linear(4, 2)));
        public readonly Parameter scale = new(ones(1));
        public readonly Tensor offset = zeros(1);

        public Residual() : base(nameof(Residual)) => RegisterComponents();

        public override Tensor forward(Tensor input) => norm.call(conv.call(input)) * scale + offset;
    }
}
