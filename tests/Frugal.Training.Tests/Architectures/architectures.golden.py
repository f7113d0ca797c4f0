"""Golden numbers for the architectures and for training, from PyTorch.

    OPENBLAS_CORETYPE=Haswell python3 architectures.golden.py > architectures.golden.json     (torch 1.13.1)

Every weight and picture is a formula, written again in GoldenFormula.cs, so that only results have to be kept.
"""
import json
import math

import torch
import torch.nn as nn
import torch.nn.functional as F


class Unit(nn.Module):
    def __init__(self, i, o, k, stride, relu=True, depthwise=False):
        super().__init__()
        self.convolution = nn.Conv2d(i, o, k, stride, k // 2, groups=i if depthwise else 1, bias=False)
        self.normalization = nn.BatchNorm2d(o)
        self.relu = relu

    def forward(self, x):
        x = self.normalization(self.convolution(x))
        return F.relu(x) if self.relu else x


class Residual(nn.Module):
    def __init__(self, i, o, stride):
        super().__init__()
        self.first = Unit(i, o, 3, stride)
        self.second = Unit(o, o, 3, 1, relu=False)
        self.shortcut = None if stride == 1 and i == o else Unit(i, o, 1, stride, relu=False)

    def forward(self, x):
        return F.relu(self.second(self.first(x)) + (x if self.shortcut is None else self.shortcut(x)))


class Inverted(nn.Module):
    def __init__(self, i, o, stride, expansion):
        super().__init__()
        h = i * expansion
        self.expand = Unit(i, h, 1, 1) if expansion > 1 else nn.Identity()
        self.depthwise = Unit(h, h, 3, stride, depthwise=True)
        self.project = Unit(h, o, 1, 1, relu=False)
        self.residual = stride == 1 and i == o

    def forward(self, x):
        y = self.project(self.depthwise(self.expand(x)))
        return x + y if self.residual else y


class ResNet(nn.Module):
    def __init__(self, stem=32, widths=(48, 96, 160, 192), blocks=1, classes=10):
        super().__init__()
        self.stem = Unit(3, stem, 3, 2)
        chain, channels = [], stem
        for width in widths:
            for b in range(blocks):
                chain.append(Residual(channels, width, 2 if b == 0 else 1))
                channels = width
        self.blocks = nn.ModuleList(chain)
        self.classifier = nn.Linear(channels, classes)

    def forward(self, x):
        x = self.stem(x)
        for block in self.blocks:
            x = block(x)
        return self.classifier(x.mean((2, 3)))


class MobileNet(nn.Module):
    def __init__(self, stem=64, stages=((32, 1, 1), (64, 4, 1), (96, 4, 1), (160, 4, 1)), head=320, classes=10):
        super().__init__()
        self.stem = Unit(3, stem, 3, 2)
        chain, channels = [], stem
        for width, expansion, blocks in stages:
            for b in range(blocks):
                chain.append(Inverted(channels, width, 2 if b == 0 else 1, expansion))
                channels = width
        self.blocks = nn.ModuleList(chain)
        self.head = Unit(channels, head, 1, 1)
        self.classifier = nn.Linear(head, classes)

    def forward(self, x):
        x = self.stem(x)
        for block in self.blocks:
            x = block(x)
        return self.classifier(self.head(x).mean((2, 3)))


def noise(count, number):
    """Numbers in [-1, 1) that look random: the fraction of a large multiple of a sine."""
    v = torch.sin(torch.arange(count, dtype=torch.float64) * 12.9898 + number * 78.233) * 43758.5453
    return (v - torch.floor(v)) * 2 - 1


@torch.no_grad()
def fill(model):
    for name, tensor in model.state_dict().items():
        if not tensor.is_floating_point():
            continue
        w = noise(tensor.numel(), sum(name.encode()) % 997)
        if name.endswith("running_var"):
            w = 1 + 0.5 * w * w
        elif name.endswith("normalization.weight"):
            w = 1 + 0.2 * w
        elif tensor.dim() > 1:
            w = w * math.sqrt(6.0 / (tensor.numel() // tensor.shape[0]))
        else:
            w = w * 0.1
        tensor.copy_(w.reshape(tensor.shape).float())
    return model


def pictures(count, size):
    return noise(count * 3 * size * size, 1000).mul(2).reshape(count, 3, size, size).float()


def cost(model, size):
    total = [0]

    def count(layer, _, out):
        total[0] += (out.numel() if isinstance(layer, nn.Conv2d) else out.shape[1]) * layer.weight[0].numel()

    hooks = [m.register_forward_hook(count) for m in model.modules() if isinstance(m, (nn.Conv2d, nn.Linear))]
    with torch.no_grad():
        model(torch.zeros(1, 3, size, size))
    for hook in hooks:
        hook.remove()
    return {"parameters": sum(p.numel() for p in model.parameters()), "macs": total[0]}


def training(steps=6):
    model = fill(ResNet(stem=8, widths=(8, 16)))
    matrices = [p for p in model.parameters() if p.dim() > 1]
    vectors = [p for p in model.parameters() if p.dim() <= 1]
    optimizer = torch.optim.AdamW([{"params": matrices, "weight_decay": 0.05}, {"params": vectors, "weight_decay": 0}], lr=0.002)
    x, y = pictures(8, 32), torch.arange(8) % 10
    losses = []
    for step in range(steps):
        rate = 0.002 * (step + 1) / 3 if step < 3 else 0.002 * 0.5 * (1 + math.cos(math.pi * (step - 3) / (steps - 3)))
        for group in optimizer.param_groups:
            group["lr"] = rate
        loss = F.cross_entropy(model(x), y, label_smoothing=0.1)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


torch.manual_seed(1)
with torch.no_grad():
    result = {
        "resnet": cost(ResNet().eval(), 96),
        "mobilenet": cost(MobileNet().eval(), 96),
        "resnetLogits": fill(ResNet()).eval()(pictures(2, 96)).tolist(),
        "mobilenetLogits": fill(MobileNet()).eval()(pictures(2, 96)).tolist(),
    }
result["trainingLosses"] = training()
print(json.dumps(result, indent=1))
