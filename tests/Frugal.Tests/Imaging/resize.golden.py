"""Writes resize.golden.json: pictures resized by Pillow's bilinear filter.

    python3 resize.golden.py     (Pillow 9.4)
"""
import base64, json, pathlib
import numpy as np
from PIL import Image

rng = np.random.default_rng(3)
cases = []
for (w, h), (tw, th) in [((17, 11), (5, 4)), ((17, 11), (31, 23)), ((9, 30), (12, 7)), ((64, 3), (8, 3)), ((2, 2), (5, 5)), ((40, 50), (1, 1))]:
    source = rng.integers(0, 256, (h, w, 3), dtype=np.uint8)
    target = np.asarray(Image.fromarray(source).resize((tw, th), Image.BILINEAR))
    cases.append({"from": [w, h], "to": [tw, th],
                  "source": base64.b64encode(source.tobytes()).decode(), "target": base64.b64encode(target.tobytes()).decode()})

pathlib.Path(__file__).with_name("resize.golden.json").write_text(json.dumps(cases, indent=1) + "\n")
