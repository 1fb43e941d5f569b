"""PyTorch for bench:train-step: answers lines of JSON on standard input. Usage: train_step.py <threads>"""

import json
import os
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn

torch.set_num_threads(int(sys.argv[1]))


def rounded(x, fraction, low, high):
    """PyTorch's own fused fake quantisation, straight-through inside the range."""
    return torch.fake_quantize_per_tensor_affine(x, 2.0**-fraction, 0, low, high)


class QuantizedLinear(nn.Linear):
    def forward(self, x):
        return F.linear(x, rounded(self.weight, 6, -128, 127), rounded(self.bias, 10, -8192, 8191))


class QuantizedConv(nn.Conv2d):
    def forward(self, x):
        weight, bias = rounded(self.weight, 6, -128, 127), rounded(self.bias, 10, -8192, 8191)
        return self._conv_forward(x, weight, bias)


class QuantizedRelu(nn.Module):
    def forward(self, x):
        return rounded(F.relu(x), 5, 0, 255)


class Mean(nn.Module):
    def forward(self, x):
        return x.mean(1)


def build(name, quantized):
    linear = QuantizedLinear if quantized else nn.Linear
    conv = QuantizedConv if quantized else nn.Conv2d
    relu = QuantizedRelu if quantized else nn.ReLU
    if name == "mlp":
        layers = [linear(16, 64), relu(), linear(64, 32), relu(), linear(32, 32), relu(), linear(32, 5)]
    elif name == "deepSets":
        layers = [linear(3, 32), relu(), linear(32, 32), relu(), Mean(), linear(32, 32), relu(), linear(32, 5)]
    else:
        layers = [conv(1, 16, 3), relu(), conv(16, 8, 3), relu(), nn.Flatten(), linear(392, 32), relu(), linear(32, 2)]
    return nn.Sequential(*layers)


def load(model, question):
    """Our kernels are [inputs, outputs], those of convolutions [height, width, channels, filters]."""
    tensors = {t["tensor"]: torch.tensor(t["data"]).reshape(t["shape"]) for t in question["tensors"]}
    kernels = [t for name, t in tensors.items() if name.endswith("kernel")]
    biases = [t for name, t in tensors.items() if name.endswith("bias")]
    with torch.no_grad():
        layers = [layer for layer in model if isinstance(layer, (nn.Linear, nn.Conv2d))]
        for layer, kernel, bias in zip(layers, kernels, biases, strict=True):
            if isinstance(layer, nn.Conv2d):
                kernel = kernel.reshape(3, 3, layer.in_channels, layer.out_channels).permute(3, 2, 0, 1)
            elif layer.in_features == 392:
                kernel = kernel.reshape(7, 7, 8, 32).permute(2, 0, 1, 3).reshape(392, 32).T
            else:
                kernel = kernel.T
            layer.weight.copy_(kernel)
            layer.bias.copy_(bias)


def batch_of(question):
    name, count = question["name"], question["batch"]
    shape = {"mlp": (16,), "deepSets": (16, 3), "cnn": (1, 11, 11)}[name]
    x = torch.tensor(question["x"]).reshape(count, *shape)
    y = torch.tensor(question["y"])
    return x, y.reshape(count, 2) if name == "cnn" else y.long()


def stepper(question, setup):
    """One whole step: zero the gradients, forward, backward, fused Adam."""
    model = build(question["name"], question["quantized"])
    load(model, question)
    x, y = batch_of(question)
    if "channels last" in setup:
        model, x = model.to(memory_format=torch.channels_last), x.contiguous(memory_format=torch.channels_last)
    criterion = F.mse_loss if question["name"] == "cnn" else F.cross_entropy
    optimizer = torch.optim.Adam(model.parameters(), 1e-3, fused=True)

    def loss_of(inputs, targets):
        return criterion(model(inputs), targets)

    if "compiled" in setup:
        torch._dynamo.reset()
        loss_of = torch.compile(loss_of)

    def step():
        optimizer.zero_grad(set_to_none=True)
        loss = loss_of(x, y)
        loss.backward()
        optimizer.step()
        return loss

    return step


def milliseconds(step, steps):
    start = time.perf_counter()
    for _ in range(steps):
        step()
    return (time.perf_counter() - start) / steps * 1e3


def prepare(question):
    """Tries every setup and keeps the fastest."""
    setups = ["eager", "compiled"]
    if question["name"] == "cnn":
        setups += ["eager, channels last", "compiled, channels last"]
    if os.environ.get("BENCH_TORCH_COMPILE") == "off":
        setups = [setup for setup in setups if "compiled" not in setup]
    best = None
    for setup in setups:
        try:
            step = stepper(question, setup)
            loss = step().item()
            milliseconds(step, 15)
            cost = min(milliseconds(step, 10) for _ in range(5))
        except Exception as error:
            if setup == "eager":
                raise
            print(f"{setup}: {error}", file=sys.stderr)
            continue
        if best is None or cost < best[0]:
            best = (cost, step, {"loss": loss, "setup": setup})
    return best[1], best[2]


current = None
for line in sys.stdin:
    question = json.loads(line)
    if question["ask"] == "version":
        answer = {"version": torch.__version__}
    elif question["ask"] == "prepare":
        current, answer = prepare(question)
    else:
        answer = {"ms": milliseconds(current, question["steps"])}
    print(json.dumps(answer), flush=True)
