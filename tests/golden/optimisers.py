#!/usr/bin/env python3
"""Writes optimisers.txt: trajectories of the optimisers by an implementation that is not ours.

Needs numpy and PyTorch (Debian: python3-torch, 1.13). Each line of the output is

    NAME ITERATION x y z w          parameters after that many steps, from 0

on a function of four parameters, of which w is in no term:

    L = x^4 / 4 + (x - y)^2 / 2 + (y z - 1)^2

PyTorch's own optimisers serve where their equations are the published ones with our hyper-parameters. Where they
are not, plain numpy written from the papers does:
  * momentum and Nesterov at a rate that changes, which PyTorch keeps outside the velocity. Nesterov is written as
    Sutskever et al. 2013 have it, with the gradient taken ahead of the stored point; what is printed is the point
    ahead, theta + gamma v, which is the one that our optimiser stores.
  * RPROP with weight backtracking, which PyTorch has not.
  * RMSProp is Hinton's equation in both; epsilon, which he does not have, is PyTorch's.
"""
import pathlib

import numpy as np
import torch

START = [1.5, -0.7, 0.4, 2.0]
STEPS = 30


def gradient(p):
    x, y, z, _ = p
    return np.array([x**3 + (x - y), (y - x) + 2 * z * (y * z - 1), 2 * y * (y * z - 1), 0.0])


def by_torch(make):
    p = torch.tensor(START, dtype=torch.float64, requires_grad=True)
    optimiser = make([p])
    path = [p.detach().numpy().copy()]
    for _ in range(STEPS):
        optimiser.zero_grad()
        x, y, z, w = p
        (x**4 / 4 + (x - y)**2 / 2 + (y * z - 1)**2 + 0 * w).backward()
        optimiser.step()
        path.append(p.detach().numpy().copy())
    return path


def falling_rate(n):
    return 0.05 / (1 + n / 10)


def momentum_falling(mu=0.9):
    theta, v = np.array(START), np.zeros(4)
    path = [theta]
    for n in range(STEPS):
        v = mu * v - falling_rate(n) * gradient(theta)
        theta = theta + v
        path.append(theta)
    return path


def nesterov_falling(mu=0.9):
    theta, v = np.array(START), np.zeros(4)
    path = [theta + mu * v]
    for n in range(STEPS):
        v = mu * v - falling_rate(n) * gradient(theta + mu * v)
        theta = theta + v
        path.append(theta + mu * v)
    return path


def rprop():
    w = np.array(START)
    size, move, before = np.full(4, 0.1), np.zeros(4), np.zeros(4)
    path = [w.copy()]
    for _ in range(STEPS):
        now = gradient(w)
        for i in range(4):
            if before[i] * now[i] > 0:
                size[i] = min(size[i] * 1.2, 50.0)
                move[i] = -np.sign(now[i]) * size[i]
            elif before[i] * now[i] < 0:
                size[i] = max(size[i] * 0.5, 1e-6)
                move[i] = -move[i]
                now[i] = 0
            else:
                move[i] = -np.sign(now[i]) * size[i]
        before = now
        w = w + move
        path.append(w.copy())
    return path


optim = torch.optim
paths = {
    "sgd": by_torch(lambda p: optim.SGD(p, lr=0.05)),
    "momentum": by_torch(lambda p: optim.SGD(p, lr=0.02, momentum=0.9)),
    "momentum_falling": momentum_falling(),
    "nesterov": by_torch(lambda p: optim.SGD(p, lr=0.02, momentum=0.9, nesterov=True)),
    "nesterov_falling": nesterov_falling(),
    "adagrad": by_torch(lambda p: optim.Adagrad(p, lr=0.3, eps=1e-10)),
    "rmsprop": by_torch(lambda p: optim.RMSprop(p, lr=0.05, alpha=0.9, eps=1e-8)),
    "adadelta": by_torch(lambda p: optim.Adadelta(p, lr=1.0, rho=0.95, eps=1e-6)),
    "adam": by_torch(lambda p: optim.Adam(p, lr=0.1, betas=(0.9, 0.999), eps=1e-8)),
    "rprop": rprop(),
}
with open(pathlib.Path(__file__).with_name("optimisers.txt"), "w") as out:
    for name, path in paths.items():
        for n, p in enumerate(path):
            print(name, n, *("%.17g" % value for value in p), file=out)
