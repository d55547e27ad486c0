#!/usr/bin/env python3
"""Writes pytorch_float.safetensors and pytorch_double.safetensors beside this script: python3 pytorch.py

Recurrent networks as PyTorch computes them, with all gradients, for tests/models/pytorch_test.cpp. Each case
is a stack of one kind of layers and a linear output layer; its tensors are named CASE/…:

  the parameters under PyTorch's names     x, y     input and output, steps × batch × features
  grad.NAME for each parameter and for x   r        the loss is the sum of r · y
  lengths                                  of the sequences (as numbers), where they differ: packed, and y 0 behind

Written with torch 1.13.0 of Debian 12 (packages python3-torch, python3-numpy).
"""
import json
import pathlib
import struct

import numpy as np
import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

STEPS, BATCH, INPUTS, UNITS, OUTPUTS = 5, 3, 3, 4, 2
KINDS = {
    "tanh": lambda **k: torch.nn.RNN(nonlinearity="tanh", **k),
    "relu": lambda **k: torch.nn.RNN(nonlinearity="relu", **k),
    "lstm": torch.nn.LSTM,
    "gru": torch.nn.GRU,
}
SHAPES = {"1": (1, False, None), "2_both": (2, True, None), "3_lengths": (3, False, [5, 3, 1]), "2_both_lengths": (2, True, [4, 2, 5])}


def run_case(kind, layers, both, lengths, dtype):
    rnn = KINDS[kind](input_size=INPUTS, hidden_size=UNITS, num_layers=layers, bidirectional=both).to(dtype)
    output = torch.nn.Linear(UNITS * (2 if both else 1), OUTPUTS).to(dtype)
    x = torch.randn(STEPS, BATCH, INPUTS, dtype=dtype, requires_grad=True)
    r = torch.randn(STEPS, BATCH, OUTPUTS, dtype=dtype)
    if lengths is None:
        y = output(rnn(x)[0])
    else:
        packed = pack_padded_sequence(x, torch.tensor(lengths), enforce_sorted=False)
        h, _ = pad_packed_sequence(rnn(packed)[0], total_length=STEPS)
        inside = torch.tensor([[t < n for n in lengths] for t in range(STEPS)]).unsqueeze(2)
        y = output(h) * inside
    (r * y).sum().backward()
    tensors = {"x": x, "y": y, "r": r, "grad.x": x.grad}
    if lengths is not None:
        tensors["lengths"] = torch.tensor(lengths, dtype=dtype)
    for name, p in list(rnn.named_parameters()) + [("output." + n, p) for n, p in output.named_parameters()]:
        tensors[name] = p
        tensors["grad." + name] = p.grad
    return tensors


def write(path, tensors, dtype):
    header, data = {}, b""
    for name in sorted(tensors):
        array = tensors[name].detach().numpy().astype(dtype)
        values = array.tobytes(order="C")
        header[name] = {"dtype": {4: "F32", 8: "F64"}[array.itemsize], "shape": list(array.shape),
                        "data_offsets": [len(data), len(data) + len(values)]}
        data += values
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def main():
    for word, dtype, layout in (("float", torch.float32, "<f4"), ("double", torch.float64, "<f8")):
        torch.manual_seed(1)
        tensors = {}
        for kind in KINDS:
            for shape, (layers, both, lengths) in SHAPES.items():
                for name, tensor in run_case(kind, layers, both, lengths, dtype).items():
                    tensors[f"{kind}_{shape}/{name}"] = tensor
        write(pathlib.Path(__file__).with_name(f"pytorch_{word}.safetensors"), tensors, layout)


main()
