"""Golden numbers for the losses of distillation, from PyTorch: each value and its gradient at the student.

    OPENBLAS_CORETYPE=Haswell python3 distillation.golden.py > distillation.golden.json     (torch 1.13.1)

Written as in the papers' own programs, and not as the library has them: kl_div for soft targets, torch.pdist-like loops for relations.
The inputs are a formula, written again in DistillationLossTests.cs.
"""
import json

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)


def noise(*shape, number):
    count = 1
    for size in shape:
        count *= size
    v = torch.sin(torch.arange(count, dtype=torch.float64) * 12.9898 + number * 78.233) * 43758.5453
    return ((v - torch.floor(v)) * 2 - 1).reshape(shape)


def soft_targets(student, teacher, temperature):
    p = F.softmax(teacher / temperature, 1)
    divergence = F.kl_div(F.log_softmax(student / temperature, 1), p, reduction="batchmean")
    entropy = -(p * p.log()).sum(1).mean()        # cross-entropy = divergence + entropy
    return (divergence + entropy) * temperature ** 2


def attention(student, teacher):
    q = [F.normalize(x.pow(2).mean(1).reshape(x.shape[0], -1)) for x in (student, teacher)]
    return (q[0] - q[1]).norm(dim=1).pow(2).mean()


def distance(student, teacher):
    psi = []
    for e in (student, teacher):
        n = e.shape[0]
        d = torch.stack([torch.stack([(e[i] - e[j]).norm() if i != j else e.new_zeros(()) for j in range(n)]) for i in range(n)])
        psi.append(d / d[d > 0].mean())
    return F.smooth_l1_loss(psi[0], psi[1])


def angle(student, teacher):
    psi = []
    for e in (student, teacher):
        n = e.shape[0]
        def cosine(i, j, k):
            if i == j or i == k:
                return e.new_zeros(())
            a, b = e[j] - e[i], e[k] - e[i]
            return (a / a.norm()).dot(b / b.norm())
        psi.append(torch.stack([cosine(i, j, k) for i in range(n) for j in range(n) for k in range(n)]))
    return F.smooth_l1_loss(psi[0], psi[1])


def golden(loss, student, *rest):
    student = student.clone().requires_grad_()
    value = loss(student, *rest)
    value.backward()
    return {"value": value.item(), "gradient": student.grad.flatten().tolist()}


logits = noise(4, 5, number=1) * 3, noise(4, 5, number=2) * 4
maps = noise(3, 2, 3, 4, number=3), noise(3, 6, 3, 4, number=4)
wide = noise(3, 6, 3, 4, number=5)
embeddings = noise(5, 4, number=6), noise(5, 7, number=7)
print(json.dumps({
    "softTargets1": golden(soft_targets, *logits, 1.0),
    "softTargets4": golden(soft_targets, *logits, 4.0),
    "hint": golden(lambda s, t: 0.5 * ((s - t) ** 2).mean(), wide, maps[1]),
    "attention": golden(attention, *maps),
    "distance": golden(distance, *embeddings),
    "angle": golden(angle, *embeddings),
}, indent=1))
