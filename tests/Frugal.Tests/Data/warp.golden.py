"""Writes warp.golden.json: a picture under affine maps, by PyTorch's affine_grid and grid_sample (align_corners=False, padding 'border').

    python3 warp.golden.py     (PyTorch 1.13)
"""
import base64, json, pathlib
import numpy as np
import torch
import torch.nn.functional as F

rng = np.random.default_rng(4)
cases = []
for (w, h), size, rows in [
    ((12, 12), 9, [[1, 0, 0], [0, 1, 0]]),
    ((12, 12), 9, [[-0.7, 0.2, 0.1], [0.15, 0.8, -0.2]]),
    ((20, 13), 8, [[0.5, -0.6, 0.3], [0.9, 0.4, 0.5]]),
    ((7, 7), 16, [[1.4, 0.1, -0.3], [-0.2, 1.3, 0.2]]),
]:
    picture = rng.integers(0, 256, (h, w, 3), dtype=np.uint8)
    x = torch.from_numpy(picture).permute(2, 0, 1)[None].double()
    grid = F.affine_grid(torch.tensor(rows, dtype=torch.float64)[None], (1, 3, size, size), align_corners=False)
    y = F.grid_sample(x, grid, mode="bilinear", padding_mode="border", align_corners=False)[0]
    cases.append({"width": w, "height": h, "size": size, "map": [v for row in rows for v in row],
                  "picture": base64.b64encode(picture.tobytes()).decode(), "planes": [round(v, 4) for v in y.flatten().tolist()]})

pathlib.Path(__file__).with_name("warp.golden.json").write_text(json.dumps(cases) + "\n")
