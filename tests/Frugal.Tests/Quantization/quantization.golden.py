"""Writes quantization.golden.json: PyTorch's own quantisers and observers on fixed numbers.

Run: python3 quantization.golden.py   (PyTorch 1.13.1)
"""
import json
import pathlib

import torch
from torch.ao.quantization.observer import MinMaxObserver, PerChannelMinMaxObserver

torch.manual_seed(7)


def numbers(tensor):
    return tensor.flatten().tolist()


def affine(name, x):
    observer = MinMaxObserver(dtype=torch.quint8, qscheme=torch.per_tensor_affine)
    observer(x)
    scale, zero = observer.calculate_qparams()
    q = torch.quantize_per_tensor(x, scale.item(), zero.item(), torch.quint8)
    return {
        "name": name, "x": numbers(x), "min": observer.min_val.item(), "max": observer.max_val.item(), "scale": scale.item(), "zero_point": zero.item(),
        "q": numbers(q.int_repr().int()), "dequantized": numbers(q.dequantize()),
        "fake": numbers(torch.fake_quantize_per_tensor_affine(x, scale.item(), zero.item(), 0, 255)),
    }


def per_channel(axis):
    w = torch.randn(4, 3, 2, 2) * torch.tensor([0.1, 1.0, 3.0, 0.01]).reshape(4, 1, 1, 1)
    observer = PerChannelMinMaxObserver(ch_axis=axis, dtype=torch.qint8, qscheme=torch.per_channel_symmetric, quant_min=-127, quant_max=127)
    observer(w)
    largest = torch.maximum(observer.max_val.abs(), observer.min_val.abs())
    scales = largest / 127
    q = torch.quantize_per_channel(w, scales.double(), torch.zeros_like(scales).long(), axis, torch.qint8)
    return {"axis": axis, "shape": list(w.shape), "w": numbers(w), "scales": numbers(scales), "q": numbers(q.int_repr().int())}


result = {
    "torch": torch.__version__,
    "affine": [
        affine("both signs", torch.randn(64) * 2 + 0.5),
        affine("after relu", torch.relu(torch.randn(64))),
        affine("negative", -torch.rand(32) - 1),
        affine("narrow", torch.rand(16) * 1e-3),
    ],
    "per_channel": [per_channel(0), per_channel(1)],
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(result, indent=1) + "\n")
