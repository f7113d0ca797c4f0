"""Golden numbers for the blocks of the efficient architectures and for the networks that read text, from PyTorch.

    OPENBLAS_CORETYPE=Haswell python3 blocks.golden.py > blocks.golden.json     (torch 1.13)

Every weight and input is a formula, written again in GoldenFormula.cs. The modules are written from the papers with torch.nn, under the
names that the networks' weights have here; attention and packed sequences are PyTorch's own.
"""
import json
import math

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence


class Unit(nn.Module):
    def __init__(self, i, o, k=1, stride=1, groups=1, act=F.relu, eps=1e-5):
        super().__init__()
        self.convolution = nn.Conv2d(i, o, k, stride, k // 2, groups=groups, bias=False)
        self.normalization = nn.BatchNorm2d(o, eps)
        self.act = act

    def forward(self, x):
        return self.act(self.normalization(self.convolution(x)))


def linear(x):
    return x


class Fire(nn.Module):
    def __init__(self, i, s, e):
        super().__init__()
        self.squeeze = nn.Conv2d(i, s, 1)
        self.expand1 = nn.Conv2d(s, e, 1)
        self.expand3 = nn.Conv2d(s, e, 3, padding=1)

    def forward(self, x):
        x = F.relu(self.squeeze(x))
        return torch.cat([F.relu(self.expand1(x)), F.relu(self.expand3(x))], 1)


class Squeeze(nn.Module):
    def __init__(self, channels, squeezed, inner, gate):
        super().__init__()
        self.reduce = nn.Conv2d(channels, squeezed, 1)
        self.restore = nn.Conv2d(squeezed, channels, 1)
        self.inner, self.gate = inner, gate

    def forward(self, x):
        return x * self.gate(self.restore(self.inner(self.reduce(F.adaptive_avg_pool2d(x, 1)))))


class Inverted(nn.Module):
    def __init__(self, i, h, o, k, stride, act, squeeze=None, eps=1e-5):
        super().__init__()
        self.expand = Unit(i, h, act=act, eps=eps)
        self.depthwise = Unit(h, h, k, stride, h, act, eps)
        self.squeeze = Squeeze(h, *squeeze) if squeeze else nn.Identity()
        self.project = Unit(h, o, act=linear, eps=eps)
        self.residual = stride == 1 and i == o

    def forward(self, x):
        y = self.project(self.squeeze(self.depthwise(self.expand(x))))
        return x + y if self.residual else y


class Separable(nn.Module):
    def __init__(self, i, o, stride):
        super().__init__()
        self.depthwise = Unit(i, i, 3, stride, i)
        self.pointwise = Unit(i, o)

    def forward(self, x):
        return self.pointwise(self.depthwise(x))


class Shuffle(nn.Module):
    def __init__(self, i, o, stride):
        super().__init__()
        half = o // 2
        if stride == 2:
            self.aroundDepthwise = Unit(i, i, 3, 2, i, linear)
            self.aroundPointwise = Unit(i, half)
        self.first = Unit(half if stride == 1 else i, half)
        self.depthwise = Unit(half, half, 3, stride, half, linear)
        self.last = Unit(half, half)
        self.stride = stride

    def forward(self, x):
        past, through = x.chunk(2, 1) if self.stride == 1 else (self.aroundPointwise(self.aroundDepthwise(x)), x)
        return nn.ChannelShuffle(2)(torch.cat([past, self.last(self.depthwise(self.first(through)))], 1))


class Block(nn.Module):
    def __init__(self, d, heads, f):
        super().__init__()
        self.attentionNorm = nn.LayerNorm(d)
        self.query, self.key, self.value, self.output = (nn.Linear(d, d) for _ in range(4))
        self.feedForwardNorm = nn.LayerNorm(d)
        self.widen = nn.Linear(d, f)
        self.narrow = nn.Linear(f, d)
        self.heads = heads

    def forward(self, x, padding):
        attention = nn.MultiheadAttention(x.shape[2], self.heads, batch_first=True)
        parts = [self.query, self.key, self.value]
        attention.in_proj_weight.copy_(torch.cat([part.weight for part in parts]))
        attention.in_proj_bias.copy_(torch.cat([part.bias for part in parts]))
        attention.out_proj.weight.copy_(self.output.weight)
        attention.out_proj.bias.copy_(self.output.bias)
        y = self.attentionNorm(x)
        x = x + attention(y, y, y, key_padding_mask=padding, need_weights=False)[0]
        return x + self.narrow(F.gelu(self.widen(self.feedForwardNorm(x))))


class TextTransformer(nn.Module):
    def __init__(self, vocabulary=50, length=7, d=16, heads=4, blocks=2, f=32, classes=3):
        super().__init__()
        self.tokens = nn.Embedding(vocabulary, d)
        self.positions = nn.Embedding(length, d)
        self.blocks = nn.ModuleList(Block(d, heads, f) for _ in range(blocks))
        self.normalization = nn.LayerNorm(d)
        self.classifier = nn.Linear(d, classes)

    def forward(self, ids):
        x = self.tokens(ids) + self.positions.weight[:ids.shape[1]]
        for block in self.blocks:
            x = block(x, ids == 0)
        x = self.normalization(x)
        return self.classifier(torch.stack([row[: int((i != 0).sum())].mean(0) for row, i in zip(x, ids)]))


class BiLstm(nn.Module):
    def __init__(self, vocabulary=50, d=6, h=5, layers=2, classes=3):
        super().__init__()
        self.tokens = nn.Embedding(vocabulary, d)
        self.memory = nn.ModuleList(nn.LSTM(d if i == 0 else 2 * h, h, batch_first=True, bidirectional=True) for i in range(layers))
        self.classifier = nn.Linear(2 * h, classes)

    def forward(self, ids):
        lengths = (ids != 0).sum(1)
        x = pack_padded_sequence(self.tokens(ids), lengths, batch_first=True, enforce_sorted=False)
        for layer in self.memory:
            x = layer(x)[0]
        x, _ = pad_packed_sequence(x, batch_first=True)
        return self.classifier(x.sum(1) / lengths[:, None])


def noise(count, number):
    """Numbers in [-1, 1) that look random: the fraction of a large multiple of a sine."""
    v = torch.sin(torch.arange(count, dtype=torch.float64) * 12.9898 + number * 78.233) * 43758.5453
    return (v - torch.floor(v)) * 2 - 1


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
    return model.eval()


def features(channels, size):
    return noise(2 * channels * size * size, 1000).mul(2).reshape(2, channels, size, size).float()


TEXTS = torch.tensor([[3, 9, 4, 0, 0, 0, 0], [1, 2, 3, 4, 5, 6, 7], [8, 0, 0, 0, 0, 0, 0]])

with torch.no_grad():
    results = {
        "separable": fill(Separable(6, 8, 2))(features(6, 5)),
        "fire": fill(Fire(8, 4, 6))(features(8, 4)),
        "invertedRelu6": fill(Inverted(6, 24, 6, 3, 1, F.relu6))(features(6, 4)),
        "invertedV3": fill(Inverted(8, 24, 8, 5, 1, F.hardswish, (8, F.relu, F.hardsigmoid), 1e-3))(features(8, 4)),
        "mbconv": fill(Inverted(8, 48, 10, 3, 2, F.silu, (2, F.silu, torch.sigmoid)))(features(8, 5)),
        "shuffle": fill(Shuffle(8, 8, 1))(features(8, 4)),
        "shuffleDown": fill(Shuffle(6, 16, 2))(features(6, 5)),
        "textTransformer": fill(TextTransformer())(TEXTS),
        "biLstm": fill(BiLstm())(TEXTS),
    }
rows = [f'  "{name}": {{ "shape": {list(y.shape)}, "values": {json.dumps([float(f"{v:.8g}") for v in y.flatten().tolist()])} }}' for name, y in results.items()]
print("{\n" + ",\n".join(rows) + "\n}")
