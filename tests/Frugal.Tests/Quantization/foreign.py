"""Writes foreign-detector.onnx and foreign-transformer.onnx: small models as another tool exports them.

Run with PyTorch 1.13: python3 foreign.py
"""
import torch
from torch import nn
import torch.nn.functional as F


class Detector(nn.Module):
    """Split, HardSwish, Resize, Concat, Sigmoid; batch normalisation kept apart from the convolutions, free batch."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 16, 3, 2, 1, bias=False), nn.BatchNorm2d(16), nn.Hardswish())
        self.left = nn.Sequential(nn.Conv2d(8, 8, 3, 1, 1), nn.ReLU6())
        self.right = nn.Conv2d(8, 8, 1)
        self.down = nn.Sequential(nn.Conv2d(16, 16, 3, 2, 1), nn.SiLU())
        self.head = nn.Conv2d(32, 6, 1)

    def forward(self, x):
        x = self.stem(x)
        a, b = torch.split(x, 8, 1)
        x = torch.cat([self.left(a), self.right(b)], 1)
        up = F.interpolate(self.down(x), scale_factor=2.0, mode="nearest")
        return torch.sigmoid(self.head(torch.cat([x, up], 1)))


class Transformer(nn.Module):
    """Attention, LayerNorm in its parts, GELU, a mask by Where; free batch and length."""

    def __init__(self):
        super().__init__()
        self.table = nn.Embedding(50, 32)
        self.layer = nn.TransformerEncoderLayer(32, 4, 64, activation="gelu", batch_first=True, norm_first=True)
        self.last = nn.Linear(32, 5)

    def forward(self, tokens):
        x = self.layer(self.table(tokens))
        return self.last(x.mean(1))


def write(name, model, example, axes, opset):
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.running_mean.normal_(0, 0.1)
            module.running_var.uniform_(0.5, 2)
    model.eval()
    torch.onnx.export(model, example, name, input_names=["input"], output_names=["output"], dynamic_axes=axes,
                      opset_version=opset, training=torch.onnx.TrainingMode.PRESERVE, do_constant_folding=False)  # nothing folded


torch.manual_seed(1)
write("foreign-detector.onnx", Detector(), torch.randn(1, 3, 32, 32), {"input": {0: "batch"}}, 14)
write("foreign-transformer.onnx", Transformer(), torch.randint(0, 50, (1, 7)), {"input": {0: "batch", 1: "length"}}, 14)
