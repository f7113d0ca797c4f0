"""The usual first design of an image API, to compare with: Flask, PyTorch in float32, one request at a time.

    python3 baseline.py clothing-resnet.weights.dat PORT

Debian's packages: python3-flask python3-torch python3-pil python3-numpy libopenblas0-openmp. The network and its weights are the ones that the C# server
serves; the model is loaded once, runs without gradients, and pictures are prepared as in training.
"""
import importlib.metadata
import io
import json
import platform
import sys

import numpy
import torch
from flask import Flask, jsonify, request
from PIL import Image
from torch import nn

CLASSES = ["dress", "hat", "longsleeve", "outwear", "pants", "shirt", "shoes", "shorts", "skirt", "t-shirt"]
SIZE = 96
MEAN = torch.tensor([0.55, 0.47, 0.45]).view(3, 1, 1)
STD = 0.25


class Unit(nn.Module):
    """Convolution, batch normalisation, and ReLU where asked for."""

    def __init__(self, inputs, outputs, kernel, stride, relu=True):
        super().__init__()
        self.convolution = nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False)
        self.normalization = nn.BatchNorm2d(outputs)
        self.relu = relu

    def forward(self, x):
        x = self.normalization(self.convolution(x))
        return torch.relu_(x) if self.relu else x


class Block(nn.Module):
    """Two 3x3 convolutions and a way around them."""

    def __init__(self, inputs, outputs):
        super().__init__()
        self.first = Unit(inputs, outputs, 3, 2)
        self.second = Unit(outputs, outputs, 3, 1, relu=False)
        self.shortcut = Unit(inputs, outputs, 1, 2, relu=False)

    def forward(self, x):
        return torch.relu_(self.second(self.first(x)) + self.shortcut(x))


class ResNet(nn.Module):
    def __init__(self, stem=32, widths=(48, 96, 160, 192), classes=len(CLASSES)):
        super().__init__()
        self.stem = Unit(3, stem, 3, 2)
        self.blocks = nn.Sequential(*(Block(a, b) for a, b in zip((stem, *widths), widths)))
        self.classifier = nn.Linear(widths[-1], classes)

    def forward(self, x):
        return self.classifier(self.blocks(self.stem(x)).mean((2, 3)))


def read_weights(path):
    """TorchSharp's format: a count, then of each tensor its name, type, sizes (LEB128) and elements."""
    with open(path, "rb") as file:
        def number():
            value, shift = 0, 0
            while True:
                byte = file.read(1)[0]
                value |= (byte & 127) << shift
                shift += 7
                if byte < 128:
                    return value

        state = {}
        for _ in range(number()):
            name = file.read(number()).decode()
            kind = {4: "<i8", 6: "<f4"}[number()]
            shape = [number() for _ in range(number())]
            elements = int(numpy.prod(shape, dtype=int))
            values = numpy.frombuffer(file.read(elements * int(kind[-1])), kind)
            state[name] = torch.from_numpy(values.copy()).reshape(shape)
        return state


def prepare(file):
    picture = Image.open(file).convert("RGB").resize((SIZE, SIZE), Image.BILINEAR)
    pixels = torch.from_numpy(numpy.array(picture)).permute(2, 0, 1)
    return ((pixels / 255 - MEAN) / STD).unsqueeze(0)


def create_app(weights):
    model = ResNet()
    model.load_state_dict(read_weights(weights))
    model.eval()
    app = Flask(__name__)

    @app.post("/api/predict")
    def predict():
        with torch.no_grad():
            probabilities = torch.softmax(model(prepare(io.BytesIO(request.get_data()))), 1)[0].tolist()
        scores = sorted(zip(CLASSES, probabilities), key=lambda score: -score[1])
        return jsonify(label=scores[0][0], confidence=scores[0][1],
                       scores=[{"label": label, "probability": probability} for label, probability in scores])

    return app


def versions():
    names = {"flask": "flask", "werkzeug": "werkzeug", "pillow": "Pillow", "numpy": "numpy"}
    found = {name: importlib.metadata.version(package) for name, package in names.items()}
    return {"python": platform.python_version(), "torch": torch.__version__, "torch_threads": torch.get_num_threads(), **found}


if __name__ == "__main__":
    if sys.argv[1:] == ["versions"]:
        print(json.dumps(versions()))
        sys.exit()
    create_app(sys.argv[1]).run("127.0.0.1", int(sys.argv[2]), threaded=False)
