"""Exports torchvision's classifiers as ONNX, with a batch of inputs and PyTorch's logits beside each file.

    python3 eng/onnx_zoo.py FOLDER [--only NAME ...] [--quick]

The tests of the importer read every .onnx in the folder that PRECOCIAL_ONNX_ZOO names. NAME.onnx has
NAME.inputs and NAME.logits beside it: little-endian float32, [2, 3, side, side] and [2, classes].
Weights are random, and so are the running statistics of batch norms: a wrong attribute shows.
Made for torch 1.13 and torchvision 0.14.
"""
import argparse
import os
import warnings

import torch
import torchvision

warnings.filterwarnings("ignore")

FAMILIES = """alexnet vgg11_bn squeezenet1_1 densenet121 googlenet inception_v3 mobilenet_v2 mobilenet_v3_small
mobilenet_v3_large mnasnet0_5 shufflenet_v2_x0_5 resnet18 resnet50 resnext50_32x4d wide_resnet50_2 efficientnet_b0
efficientnet_v2_s regnet_x_400mf regnet_y_400mf convnext_tiny vit_b_16 swin_t swin_v2_t maxvit_t""".split()


def randomise(model):
    for module in model.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            torch.nn.init.uniform_(module.weight, 0.8, 1.2)
            torch.nn.init.normal_(module.bias, 0, 0.1)
            torch.nn.init.normal_(module.running_mean, 0, 0.1)
            torch.nn.init.uniform_(module.running_var, 0.8, 1.2)
        if isinstance(module, torch.nn.LayerNorm):
            torch.nn.init.uniform_(module.weight, 0.8, 1.2)
            torch.nn.init.normal_(module.bias, 0, 0.1)
    for name, parameter in model.named_parameters():
        if "layer_scale" in name:
            torch.nn.init.uniform_(parameter, 0.1, 0.5)
        elif parameter.dim() > 1 and not parameter.any():
            torch.nn.init.normal_(parameter, 0, 0.05)


def calibrate(model, x):
    """Running statistics near the batch's keep activations of order one through 150 layers."""
    norms = [m for m in model.modules() if isinstance(m, torch.nn.BatchNorm2d)]
    if not norms:
        return
    model.eval()
    for module in norms:
        module.train()
        module.momentum = 0.9
    with torch.no_grad():
        for _ in range(2):
            model(x)
    model.eval()


def export(model, name, folder, side, opset, fold, preserve, dynamic):
    path = os.path.join(folder, name + ".onnx")
    if os.path.exists(path):
        return
    model.eval()
    x = torch.randn(2, 3, side, side, generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        logits = model(x)
    mode = torch.onnx.TrainingMode.PRESERVE if preserve else torch.onnx.TrainingMode.EVAL
    axes = {"input": {0: "batch"}, "logits": {0: "batch"}} if dynamic else None
    try:
        torch.onnx.export(model, x if dynamic else x[:1], path + ".part", opset_version=opset, do_constant_folding=fold,
                          training=mode, input_names=["input"], output_names=["logits"], dynamic_axes=axes)
    except Exception as error:  # what this PyTorch cannot export is listed, not hidden
        print(f"{name}: not exported: {str(error).splitlines()[0][:150]}", flush=True)
        return
    x.numpy().tofile(os.path.join(folder, name + ".inputs"))
    logits.numpy().tofile(os.path.join(folder, name + ".logits"))
    os.rename(path + ".part", path)
    print(f"{name}: {os.path.getsize(path) >> 10} KiB", flush=True)


# PyTorch 1.13 has no ONNX for the zeroing of the keys' offsets in Swin V2.
torch.onnx.register_custom_op_symbolic(
    "aten::zero", lambda g, x: g.op("Mul", x, g.op("Constant", value_t=torch.tensor(0.0))), 9)


def build(family, **settings):
    torch.manual_seed(0)
    if family in ("googlenet", "inception_v3"):
        settings.update(aux_logits=False, init_weights=False)
    model = getattr(torchvision.models, family)(weights=None, **settings)
    randomise(model)
    return model


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--only", nargs="*")
    parser.add_argument("--quick", action="store_true", help="one file a family")
    arguments = parser.parse_args()
    os.makedirs(arguments.folder, exist_ok=True)
    torch.set_num_threads(1)
    variants = [(13, True, False, True), (13, False, True, False), (9, True, False, False), (11, False, True, True),
                (16, True, False, False), (17, True, True, True)]
    for opset, fold, preserve, dynamic in variants[:1] if arguments.quick else variants:
        for family in arguments.only or FAMILIES:
            name = f"{family}-{opset}{'-folded' if fold else ''}{'-preserved' if preserve else ''}" \
                f"{'-dynamic' if dynamic else ''}"
            if os.path.exists(os.path.join(arguments.folder, name + ".onnx")):
                continue
            side = 299 if family == "inception_v3" else 224
            model = build(family)
            calibrate(model, torch.randn(2, 3, side, side))
            export(model, name, arguments.folder, side, opset, fold, preserve, dynamic)


if __name__ == "__main__":
    main()
