"""Writes make-it-small.golden.json: what PyTorch answers to the tasks of the lab make-it-small, on fixed numbers.

Run: python3 make-it-small.golden.py   (PyTorch 1.13.1; the tests read the file and need no Python)
"""
import heapq
import json
import pathlib

import torch
import torch.nn.functional as F
from torch.ao.quantization.observer import MinMaxObserver, PerChannelMinMaxObserver

torch.manual_seed(14)


def numbers(tensor):
    return [round(x, 9) for x in tensor.detach().double().flatten().tolist()] if tensor.is_floating_point() else tensor.flatten().tolist()


def exact(tensor):
    """float32 numbers that their decimal text gives back exactly."""
    return tensor.detach().flatten().tolist()


def affine(low, high, highest=255):
    """PyTorch's own scale and zero point of uint8 for a range, or of fewer bits."""
    observer = MinMaxObserver(dtype=torch.quint8, qscheme=torch.per_tensor_affine, quant_min=0, quant_max=highest)
    observer(torch.tensor([low, high]))
    scale, zero = observer.calculate_qparams()
    return scale.item(), int(zero.item())


# 1 a range from observed values
def ranges(name, x):
    low, high = min(x.min().item(), 0.0), max(x.max().item(), 0.0)
    cut = 0.02
    both = low < 0 < high
    percentile = (
        torch.quantile(x, cut / 2 if both else cut).item() if low < 0 else 0.0,
        torch.quantile(x, 1 - (cut / 2 if both else cut)).item() if high > 0 else 0.0,
    )
    errors = []
    for k in range(1, 101):
        scale, zero = affine(low * k / 100, high * k / 100, highest=15)   # 4 bits: so coarse that clipping pays off with few numbers
        errors.append((x.double() - torch.fake_quantize_per_tensor_affine(x, scale, zero, 0, 15).double()).pow(2).sum().item())
    best = max(k for k in range(1, 101) if errors[k - 1] == min(errors))
    return {"name": name, "x": exact(x), "minmax": [low, high], "percent": 98, "percentile": list(percentile), "best": best, "error": errors[best - 1]}


tail = torch.relu(torch.randn(400)) * 0.5
tail[7], tail[201] = 3.5, 4.0

# 2 scale, zero point, rounding, clamping, per tensor and per channel, bias
def grid(name, low, high):
    scale, zero = affine(low, high)
    x = torch.cat([torch.linspace(low * 1.2 - 0.1, high * 1.2 + 0.1, 21), torch.zeros(1)])
    q = torch.quantize_per_tensor(x, scale, zero, torch.quint8)
    return {"name": name, "min": low, "max": high, "scale": scale, "zero": zero, "x": exact(x), "q": numbers(q.int_repr().int()), "back": exact(q.dequantize())}


weight = torch.randn(4, 3, 3, 3) * torch.tensor([0.02, 1.0, 0.2, 3.0]).reshape(4, 1, 1, 1)
observer = PerChannelMinMaxObserver(ch_axis=0, dtype=torch.qint8, qscheme=torch.per_channel_symmetric, quant_min=-127, quant_max=127)
observer(weight)
scales = torch.maximum(observer.max_val.abs(), observer.min_val.abs()) / 127
per_channel = torch.quantize_per_channel(weight, scales.double(), torch.zeros(4).long(), 0, torch.qint8)
one = (weight.abs().max() / 127).item()
per_tensor = torch.quantize_per_tensor(weight, one, 0, torch.qint8)
bias = torch.randn(4)
input_scale = 0.0235
bias_q = torch.round(bias.double() / (torch.tensor(input_scale, dtype=torch.float64) * scales.double())).int()

# 3 Conv-ReLU-Conv in integers: every value rounded where the graph must round it
def fake(x, g):
    return torch.fake_quantize_per_tensor_affine(x, g[0], g[1], 0, 255)


x3 = torch.rand(1, 4, 6, 6) * 2 - 0.5
w3 = [torch.randn(8, 4, 3, 3) * 0.3, torch.randn(4, 8, 1, 1) * 0.4]
b3 = [torch.randn(8) * 0.2, torch.randn(4) * 0.2]
grids3 = [affine(x3.min().item(), x3.max().item())]
layers3 = []
value = fake(x3, grids3[0])
for w, b, relu, pad in zip(w3, b3, [True, False], [1, 0]):
    s = w.abs().amax(dim=(1, 2, 3)) / 127
    q = torch.quantize_per_channel(w, s.double(), torch.zeros(len(s)).long(), 0, torch.qint8)
    step = (grids3[-1][0] * s.double())
    bq = torch.round(b.double() / step)
    y = F.conv2d(value, q.dequantize(), (bq * step).float(), padding=pad)
    y = torch.relu(y) if relu else y
    grids3.append(affine(min(y.min().item(), 0), y.max().item()))
    value = fake(y, grids3[-1])
    layers3.append({"shape": list(w.shape), "integers": numbers(q.int_repr().int()), "scales": exact(s), "bias": numbers(bq.int()), "relu": relu, "pad": pad})

# 4 pairs of products in 16 bits
activations = torch.randint(0, 256, (40,))
weights = torch.randint(-127, 128, (40,))
activations[:4], weights[:4] = torch.tensor([255, 255, 255, 255]), torch.tensor([127, 127, 127, 120])
pairs = (activations * weights).reshape(-1, 2).sum(1)
saturated = pairs.clamp(-32768, 32767).sum().item()

# 5 fake quantisation and its straight-through estimator
x5 = torch.cat([torch.randn(40) * 2, torch.tensor([0.0, 10.0, -10.0])]).requires_grad_()
gradient5 = torch.randn(43)
scale5, zero5 = affine(-1.5, 2.5)
y5 = torch.fake_quantize_per_tensor_affine(x5, scale5, zero5, 0, 255)
y5.backward(gradient5)
w5 = (torch.randn(24) * 0.7).requires_grad_()
coarse = torch.fake_quantize_per_tensor_affine(w5, 0.5, 0, -1, 1)
coarse.backward(gradient5[:24])

# 6 channel saliency, and two layers without the channels
first, second = torch.randn(6, 3, 3, 3) * torch.tensor([1.0, 0.1, 0.6, 0.05, 2.0, 0.3]).reshape(6, 1, 1, 1), torch.randn(4, 6, 3, 3)
first_bias, second_bias = torch.randn(6), torch.randn(4)
saliency = first.abs().sum(dim=(1, 2, 3))
keep = saliency.topk(3).indices.sort().values
cut_first, cut_second = first.index_select(0, keep), second.index_select(1, keep)

# 7 distillation
student = (torch.randn(5, 10) * 3).requires_grad_()
teacher = torch.randn(5, 10) * 4
labels = torch.randint(0, 10, (5,))
cases7 = []
for temperature, share in [(1.0, 0.5), (4.0, 0.7), (2.0, 1.0), (8.0, 0.0)]:
    student.grad = None
    soft = -(F.softmax(teacher / temperature, 1) * F.log_softmax(student / temperature, 1)).sum(1).mean()
    loss = (1 - share) * F.cross_entropy(student, labels) + share * temperature ** 2 * soft
    loss.backward()
    cases7.append({"temperature": temperature, "weight": share, "loss": loss.item(), "gradient": numbers(student.grad)})

# 8 shared weights (Lloyd's rounds from evenly spaced values), and Huffman's code
w8 = (torch.randn(600) * 0.1).double()
w8 = w8.float().double()
centres = torch.linspace(w8.min().item(), w8.max().item(), 8, dtype=torch.float64)
for _ in range(100):
    codes = (w8[:, None] - centres[None]).abs().argmin(1)
    used = [k for k in range(len(centres)) if (codes == k).any()]
    new = torch.stack([w8[codes == k].mean() for k in used])
    if len(new) == len(centres) and torch.equal(new, centres):
        break
    centres = new
error8 = (w8 - centres[(w8[:, None] - centres[None]).abs().argmin(1)]).pow(2).sum().item()


def huffman_bits(counts):
    heap = [c for c in counts if c > 0]
    if len(heap) == 1:
        return heap[0]
    heapq.heapify(heap)
    bits = 0
    while len(heap) > 1:
        merged = heapq.heappop(heap) + heapq.heappop(heap)
        bits += merged
        heapq.heappush(heap, merged)
    return bits


counts8 = [[5, 9, 12, 13, 16, 45], [1, 1, 2, 3, 5, 8, 13, 21], [10, 0, 10, 10, 10], [7], [0, 4, 0, 9]]

result = {
    "torch": torch.__version__,
    "ranges": [
        ranges("a tail after ReLU", tail),
        ranges("both signs", torch.randn(300) * 2 + 0.5),
        ranges("all above 1", torch.rand(100) + 1),
        ranges("all below zero", -torch.rand(100) - 0.5),
    ],
    "grids": [grid("both signs", -1.0, 4.1), grid("after ReLU", 0.0, 6.0), grid("all below zero", -3.0, -1.0), grid("all above zero", 2.0, 3.0)],
    "weights": {
        "shape": list(weight.shape), "w": exact(weight), "scales": exact(scales), "integers": numbers(per_channel.int_repr().int()),
        "one_scale": one, "one_integers": numbers(per_tensor.int_repr().int()), "bias": exact(bias), "input_scale": input_scale, "bias_integers": numbers(bias_q),
    },
    "graph": {"shape": list(x3.shape), "x": exact(x3), "grids": [list(g) for g in grids3], "layers": layers3, "y": exact(value)},
    "pairs": {"activations": numbers(activations), "weights": numbers(weights), "exact": (activations * weights).sum().item(), "saturated": saturated},
    "fake": [
        {"name": "uint8", "scale": scale5, "zero": zero5, "lowest": 0, "highest": 255, "x": exact(x5), "y": exact(y5), "gradient": exact(gradient5), "passed": exact(x5.grad)},
        {"name": "three levels", "scale": 0.5, "zero": 0, "lowest": -1, "highest": 1, "x": exact(w5), "y": exact(coarse), "gradient": exact(gradient5[:24]), "passed": exact(w5.grad)},
    ],
    "channels": {
        "first": exact(first), "first_bias": exact(first_bias), "second": exact(second), "second_bias": exact(second_bias), "saliency": exact(saliency), "keep": numbers(keep),
        "cut_first": exact(cut_first), "cut_first_bias": exact(first_bias[keep]), "cut_second": exact(cut_second),
    },
    "distillation": {"student": exact(student), "teacher": exact(teacher), "labels": numbers(labels), "cases": cases7},
    "sharing": {"w": [float(v) for v in w8], "count": 8, "error": error8, "values": [float(v) for v in centres]},
    "huffman": [{"counts": c, "bits": huffman_bits(c)} for c in counts8],
}


def plain(value):
    return json.dumps(value, separators=(", ", ": "))


lines = [f" {plain(key)}: {plain(value)}" for key, value in result.items()]
pathlib.Path(__file__).with_suffix(".json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
