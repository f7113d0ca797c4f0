"""The twin of MnistCnn.cs in PyTorch: answers each line of standard input, a number of steps, with the milliseconds of a step."""
import sys
import time

import torch
from torch import nn

torch.set_num_threads(int(sys.argv[1]))
torch.manual_seed(1)
model = nn.Sequential(
    nn.Conv2d(1, 32, 3), nn.ReLU(), nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Dropout(0.25), nn.Flatten(),
    nn.Linear(9216, 128), nn.ReLU(), nn.Dropout(0.5), nn.Linear(128, 10))
optimizer = torch.optim.Adam(model.parameters())
loss = nn.CrossEntropyLoss()
images, labels = torch.randn(128, 1, 28, 28), torch.randint(10, (128,))

for line in sys.stdin:
    steps = int(line)
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in range(steps):
        optimizer.zero_grad()
        loss(model(images), labels).backward()
        optimizer.step()
    print((time.perf_counter() - wall) * 1000 / steps, (time.process_time() - cpu) * 1000 / steps, flush=True)
