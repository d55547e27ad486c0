#!/usr/bin/env python3
"""Writes sample.safetensors beside this script: python3 safetensors_sample.py

A second implementation of the safetensors format, with NumPy and from the format's description alone, for
models/core/weights.cpp to be tested against. Unlike our writer it keeps the order given here, puts spaces into
the JSON, escapes what is not ASCII and pads the header to 64 bytes: all of that is right too.
"""
import json
import pathlib
import struct

import numpy as np

SMALLEST_FLOAT = np.array([1], "<u4").view("<f4")[0]
SMALLEST_DOUBLE = np.array([1], "<u8").view("<f8")[0]
SIGNALLING_NAN = np.array([0x7FF0000000000123], "<u8").view("<f8")[0]

TENSORS = {
    "rnn.weight_ih_l0": np.array([[0.5, -1.25, 3], [1e-3, 2**20, -0.1]], "<f4"),
    "rnn.bias": np.array([-0.0, np.inf, -np.inf, np.nan, SMALLEST_FLOAT, np.finfo("<f4").max], "<f4"),
    "empty": np.zeros((0, 3), "<f4"),
    "α": np.array(1 / 3, "<f8"),
    "cube": np.arange(24, dtype="<f8").reshape(2, 3, 4) / 7,
    "edges": np.array([SMALLEST_DOUBLE, SIGNALLING_NAN, -0.0, np.finfo("<f8").max], "<f8"),
}
METADATA = {"format": "pt", "made by": "NumPy", "quote": '"\\\n'}


def main():
    header, data = {"__metadata__": METADATA}, b""
    for name, array in TENSORS.items():
        values = array.tobytes(order="C")
        dtype = {4: "F32", 8: "F64"}[array.itemsize]
        offsets = [len(data), len(data) + len(values)]
        header[name] = {"dtype": dtype, "shape": list(array.shape), "data_offsets": offsets}
        data += values
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 64)
    file = pathlib.Path(__file__).with_name("sample.safetensors")
    file.write_bytes(struct.pack("<Q", len(text)) + text + data)


main()
