"""Golden numbers for the TorchSharp tests, from PyTorch 1.13.1 (Debian's python3-torch).

    /usr/bin/python3 torch.golden.py > torch.golden.json

Inputs are drawn from seeded generators, so that the random numbers are checked with everything that is made from them.
"""
import json
import math

import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(1)


def flat(tensor):
    return [float(f"{x:.9g}") for x in tensor.detach().double().flatten().tolist()]


def rng():
    torch.manual_seed(42)
    return {
        "randn": flat(torch.randn(8)),
        "randn_long": flat(torch.randn(4, 16)),
        "rand": flat(torch.rand(8)),
        "randint": flat(torch.randint(0, 100, (8,))),
        "randperm": flat(torch.randperm(10)),
        "normal_": flat(torch.empty(5).normal_(2, 3)),
        "uniform_": flat(torch.empty(5).uniform_(-1, 1)),
        "bernoulli_": flat(torch.empty(12).bernoulli_(0.3)),
        "multinomial": flat(torch.multinomial(torch.tensor([0.1, 0.2, 0.7]), 6, replacement=True)),
        "dropout": flat(F.dropout(torch.ones(12), 0.5, True)),
        "after_state": flat(torch.randn(3)),
    }


def initialisers():
    cases = {
        "kaiming_uniform_": lambda t: nn.init.kaiming_uniform_(t, a=math.sqrt(5)),
        "kaiming_normal_": lambda t: nn.init.kaiming_normal_(t, mode="fan_out", nonlinearity="relu"),
        "xavier_uniform_": lambda t: nn.init.xavier_uniform_(t, gain=2.0),
        "normal_": lambda t: nn.init.normal_(t, 1, 2),
        "uniform_": lambda t: nn.init.uniform_(t, -2, 3),
        "constant_": lambda t: nn.init.constant_(t, 0.25),
    }
    result = {}
    for name, fill in cases.items():
        torch.manual_seed(7)
        result[name] = flat(fill(torch.empty(4, 3, 3, 3)))
    torch.manual_seed(7)
    linear = nn.Linear(5, 3)
    conv = nn.Conv2d(2, 3, 3)
    result["Linear"] = flat(linear.weight) + flat(linear.bias)
    result["Conv2d"] = flat(conv.weight) + flat(conv.bias)
    return result


def gradients(name, function, *inputs):
    """The output, and the gradients of sum(output * cos(index)) with respect to the inputs."""
    inputs = [x.clone().requires_grad_(x.is_floating_point()) for x in inputs]
    output = function(*inputs)
    weights = torch.cos(torch.arange(output.numel(), dtype=torch.float32)).view(output.shape)
    (output * weights).sum().backward()
    return {
        "shape": list(output.shape),
        "output": flat(output),
        "gradients": [flat(x.grad) if x.grad is not None else [] for x in inputs],
    }


def layers():
    torch.manual_seed(1)
    image, square, rows = torch.randn(2, 4, 7, 7), torch.randn(3, 5), torch.randn(2, 4, 9)
    weight, grouped, biases = torch.randn(6, 4, 3, 3), torch.randn(8, 1, 3, 3), torch.randn(6)
    wide, narrow = torch.randn(6, 4, 3), torch.randn(4, 5)
    scale, shift, tokens = torch.randn(4), torch.randn(4), torch.tensor([[0, 2, 1], [2, 2, 0]])
    mean, var = torch.randn(4), torch.rand(4) + 0.5
    cases = {
        "conv2d": (lambda x, w, b: F.conv2d(x, w, b, stride=2, padding=1), image, weight, biases),
        "conv2d_dilated": (lambda x, w: F.conv2d(x, w, dilation=2), image, weight),
        "conv2d_depthwise": (lambda x, w: F.conv2d(x, w, padding=1, groups=4), image, grouped),
        "conv1d": (lambda x, w: F.conv1d(x, w, padding=1), rows, wide),
        "linear": (lambda x, w, b: F.linear(x, w, b), square, narrow, scale),
        "batch_norm_train": (lambda x, w, b: F.batch_norm(x, mean.clone(), var.clone(), w, b, True), image, scale, shift),
        "batch_norm_eval": (lambda x, w, b: F.batch_norm(x, mean, var, w, b, False), image, scale, shift),
        "layer_norm": (lambda x, w, b: F.layer_norm(x.transpose(1, 3), [4], w, b), image, scale, shift),
        "embedding": (lambda w: F.embedding(tokens, w), square),
        "max_pool2d": (lambda x: F.max_pool2d(x, 3, 2, 1), image),
        "avg_pool2d": (lambda x: F.avg_pool2d(x, 2), image),
        "adaptive_avg_pool2d": (lambda x: F.adaptive_avg_pool2d(x, 3), image),
        "interpolate_bilinear": (lambda x: F.interpolate(x, size=[10, 5], mode="bilinear", align_corners=False), image),
        "interpolate_nearest": (lambda x: F.interpolate(x, scale_factor=2.0), image),
        "pad_reflect": (lambda x: F.pad(x, (1, 2, 3, 1), mode="reflect"), image),
        "relu": (F.relu, square), "relu6": (F.relu6, square * 5), "leaky_relu": (lambda x: F.leaky_relu(x, 0.2), square),
        "gelu": (F.gelu, square), "gelu_tanh": (lambda x: F.gelu(x, approximate="tanh"), square), "silu": (F.silu, square),
        "hardswish": (F.hardswish, square * 3), "hardsigmoid": (F.hardsigmoid, square * 3),
        "sigmoid": (torch.sigmoid, square), "tanh": (torch.tanh, square),
        "softmax": (lambda x: F.softmax(x, 1), square), "log_softmax": (lambda x: F.log_softmax(x, 0), square),
        "normalize": (lambda x: F.normalize(x, dim=1), square),
        "norm_matmul": (lambda x, w: (x @ w.t()).norm(dim=1), square, narrow),
        "std_var": (lambda x: x.std(dim=[2, 3]) + x.var(dim=[2, 3], unbiased=False), image),
        "gather_index": (lambda x: x[:, [0, 2]][..., 1:6:2].flatten(2), image),
    }
    return {name: gradients(name, *case) for name, case in cases.items()}


def losses():
    torch.manual_seed(2)
    logits, target, weight = torch.randn(6, 4), torch.tensor([0, 3, 1, 2, 1, 0]), torch.tensor([1.0, 2.0, 0.5, 1.5])
    real, other = torch.randn(4, 3), torch.randn(4, 3)
    chance, binary = torch.rand(4, 3), (torch.rand(4, 3) > 0.5).float()
    soft = F.softmax(torch.randn(6, 4), 1)
    cases = {
        "cross_entropy": lambda x: F.cross_entropy(x, target),
        "cross_entropy_weight": lambda x: F.cross_entropy(x, target, weight),
        "cross_entropy_ignore": lambda x: F.cross_entropy(x, target, ignore_index=1, reduction="sum"),
        "cross_entropy_smooth": lambda x: F.cross_entropy(x, target, label_smoothing=0.1),
        "cross_entropy_smooth_weight": lambda x: F.cross_entropy(x, target, weight, label_smoothing=0.2),
        "cross_entropy_soft": lambda x: F.cross_entropy(x, soft),
        "cross_entropy_none": lambda x: F.cross_entropy(x, target, reduction="none"),
        "nll_loss": lambda x: F.nll_loss(F.log_softmax(x, 1), target, weight),
        "kl_div": lambda x: F.kl_div(F.log_softmax(x, 1), soft, reduction="sum", log_target=False),
        "kl_div_log": lambda x: F.kl_div(F.log_softmax(x, 1), soft.log(), reduction="mean", log_target=True),
    }
    pairs = {
        "mse_loss": lambda x: F.mse_loss(x, other), "mse_loss_sum": lambda x: F.mse_loss(x, other, reduction="sum"),
        "l1_loss": lambda x: F.l1_loss(x, other), "smooth_l1_loss": lambda x: F.smooth_l1_loss(x, other, beta=0.5),
        "bce_with_logits": lambda x: F.binary_cross_entropy_with_logits(x, binary, pos_weight=torch.tensor([1.0, 2.0, 3.0])),
    }
    result = {name: gradients(name, case, logits) for name, case in cases.items()}
    result.update({name: gradients(name, case, real) for name, case in pairs.items()})
    result["bce"] = gradients("bce", lambda x: F.binary_cross_entropy(x, binary), chance)
    return result


def optimizers():
    cases = {
        "sgd": lambda p: torch.optim.SGD(p, lr=0.1),
        "sgd_decay": lambda p: torch.optim.SGD(p, lr=0.1, weight_decay=0.05),
        "sgd_momentum": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, dampening=0.1, weight_decay=0.01),
        "sgd_nesterov": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, nesterov=True),
        "adam": lambda p: torch.optim.Adam(p, lr=0.05),
        "adam_decay": lambda p: torch.optim.Adam(p, lr=0.05, betas=(0.8, 0.99), eps=1e-6, weight_decay=0.1),
        "adam_amsgrad": lambda p: torch.optim.Adam(p, lr=0.05, amsgrad=True),
        "adamw": lambda p: torch.optim.AdamW(p, lr=0.05, weight_decay=0.2),
        "adamw_amsgrad": lambda p: torch.optim.AdamW(p, lr=0.05, weight_decay=0.01, amsgrad=True),
    }
    result = {}
    for name, create in cases.items():
        torch.manual_seed(3)
        first, second = nn.Parameter(torch.randn(3, 4)), nn.Parameter(torch.randn(4))
        optimizer = create([first, second])
        path = []
        for step in range(10):
            optimizer.zero_grad()
            ((first @ second).sin().sum() + (first - 1).pow(2).sum() * (step % 3)).backward()
            optimizer.step()
            path.append(flat(first) + flat(second))
        result[name] = path
    return result


def schedulers():
    plans = torch.optim.lr_scheduler
    cases = {
        "step": lambda o: plans.StepLR(o, 3, 0.5),
        "multi_step": lambda o: plans.MultiStepLR(o, [2, 5, 9], 0.3),
        "exponential": lambda o: plans.ExponentialLR(o, 0.9),
        "cosine": lambda o: plans.CosineAnnealingLR(o, 5, 0.001),
        "linear": lambda o: plans.LinearLR(o, 0.25, 1.0, 4),
        "lambda": lambda o: plans.LambdaLR(o, lambda epoch: 0.95 ** epoch),
        "one_cycle": lambda o: plans.OneCycleLR(o, 0.5, total_steps=14),
        "one_cycle_three_phases": lambda o: plans.OneCycleLR(o, 0.5, epochs=2, steps_per_epoch=7, anneal_strategy="linear", three_phase=True),
        "warm_up_then_cosine": lambda o: plans.SequentialLR(o, [plans.LinearLR(o, 0.1, 1.0, 3), plans.CosineAnnealingLR(o, 9)], [3]),
    }
    result = {}
    for name, create in cases.items():
        parameter = nn.Parameter(torch.zeros(1))
        optimizer = torch.optim.SGD([parameter], lr=0.1, momentum=0.9)
        scheduler = create(optimizer)
        rates = []
        for _ in range(13):
            rates.append([optimizer.param_groups[0]["lr"], optimizer.param_groups[0]["momentum"]])
            optimizer.step()
            scheduler.step()
        result[name] = rates
    return result


def clipping():
    torch.manual_seed(5)
    first, second = nn.Parameter(torch.randn(3, 3)), nn.Parameter(torch.randn(5))
    (first.pow(3).sum() + second.pow(2).sum()).backward()
    norm = nn.utils.clip_grad_norm_([first, second], 1.0)
    return {"norm": float(norm), "gradients": flat(first.grad) + flat(second.grad)}


print(json.dumps({
    "pytorch": torch.__version__, "rng": rng(), "initialisers": initialisers(), "layers": layers(), "losses": losses(),
    "optimizers": optimizers(), "schedulers": schedulers(), "clipping": clipping(),
}, separators=(",", ":")))
