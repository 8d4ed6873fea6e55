"""Makes the ONNX files of this folder with PyTorch 1.13 and torchvision 0.14, and the one in TensorFlow's manner with
onnx 1.12 alone: python3 make.py. See README.md."""
import warnings
from functools import partial

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn
from torchvision.models import densenet, efficientnet, mobilenetv3, resnet, shufflenetv2
from torchvision.models.convnext import CNBlockConfig, ConvNeXt
from torchvision.models.googlenet import BasicConv2d, Inception
from torchvision.models.inception import InceptionC
from torchvision.models.maxvit import MaxVit
from torchvision.models.regnet import BlockParams, RegNet
from torchvision.models.swin_transformer import SwinTransformer
from torchvision.models.vision_transformer import VisionTransformer

warnings.filterwarnings("ignore")


class MiniResNet(nn.Module):
    """Widths that are no powers of two, an 11x11 stem, basic and bottleneck blocks, batch norm."""

    def __init__(self):
        super().__init__()
        down = nn.Sequential(nn.Conv2d(7, 11, 1, 2, bias=False), nn.BatchNorm2d(11))
        self.conv1 = nn.Conv2d(3, 7, 11, 2, 5, bias=False)
        self.bn1 = nn.BatchNorm2d(7)
        self.relu = nn.ReLU(inplace=True)
        self.maxpool = nn.MaxPool2d(3, 2, 1)
        self.layer1 = nn.Sequential(resnet.BasicBlock(7, 7), resnet.BasicBlock(7, 11, 2, down))
        up = nn.Sequential(nn.Conv2d(11, 20, 1, bias=False), nn.BatchNorm2d(20))
        self.layer2 = nn.Sequential(resnet.Bottleneck(11, 5, 1, up))
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.fc = nn.Linear(20, 13)

    def forward(self, x):
        x = self.maxpool(self.relu(self.bn1(self.conv1(x))))
        return self.fc(torch.flatten(self.avgpool(self.layer2(self.layer1(x))), 1))


class MiniInception(nn.Module):
    """Rectangular kernels, pools that count padding or round up, branches, dropout, LeakyReLU, SiLU and others."""

    def __init__(self):
        super().__init__()
        self.stem = BasicConv2d(3, 8, kernel_size=3, stride=2)
        self.pool = nn.MaxPool2d(3, stride=2, ceil_mode=True)
        self.first = Inception(8, 3, 4, 5, 2, 3, 4)
        self.second = InceptionC(15, channels_7x7=4, conv_block=partial(NarrowConv, divide=16))
        self.extra = nn.Sequential(nn.Conv2d(48, 9, 1), nn.LeakyReLU(0.1), nn.Conv2d(9, 9, 3, padding=2, dilation=2),
                                   nn.ELU(), nn.Conv2d(9, 9, (2, 3), (1, 2), (1, 0)), nn.Softplus(), nn.ReLU6(),
                                   nn.Conv2d(9, 6, 1), nn.Mish(), nn.PReLU(6), nn.AvgPool2d(3, 2, 1))
        self.dropout = nn.Dropout(0.2)
        self.fc = nn.Linear(6, 5)
        self.final = nn.LogSoftmax(1)

    def forward(self, x):
        x = (x[:, [2, 0, 1]] - 0.25) / 0.5
        x = self.extra(self.second(self.first(self.pool(self.stem(x)))))
        return self.final(self.fc(self.dropout(x.mean([2, 3]))))


class NarrowConv(BasicConv2d):
    def __init__(self, inputs, outputs, divide, **settings):
        super().__init__(inputs, outputs // divide if outputs == 192 else outputs, **settings)


class MiniMixer(nn.Module):
    """Weights on the left of a product, tanh-gelu spelled out, a scale learned for each channel, two shared layers."""

    def __init__(self):
        super().__init__()
        self.patch = nn.Conv2d(3, 10, 4, 4)
        self.tokens = nn.Parameter(torch.randn(16, 16) / 4)
        self.gamma = nn.Parameter(torch.rand(10))
        self.shared = nn.Linear(10, 10)
        self.norm = nn.LayerNorm(10, elementwise_affine=False)
        self.head = nn.Linear(10, 4)

    def forward(self, x):
        x = self.patch(x).flatten(2).transpose(1, 2)
        x = x + torch.matmul(self.tokens, self.norm(x)) * self.gamma
        y = self.shared(x)
        y = 0.5 * y * (1 + torch.tanh(0.7978845608 * (y + 0.044715 * y ** 3)))
        x = self.shared(x + y)
        x = x / x.norm(dim=-1, keepdim=True).clamp(min=1e-3)
        return self.head(x.amax(1)) + self.head(x.sum(1) / 16)


class Digits(nn.Module):
    """For images of 8x8 pixels with values from 0 to 16."""

    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(nn.Conv2d(1, 12, 3, padding=1, bias=False), nn.BatchNorm2d(12), nn.ReLU(),
                                      nn.Conv2d(12, 24, 3, 2, 1, bias=False), nn.BatchNorm2d(24), nn.ReLU())
        self.classifier = nn.Linear(24, 10)

    def forward(self, x):
        return self.classifier(self.features((x - 5) / 6).mean([2, 3]))


def mobilenet():
    block = partial(mobilenetv3.InvertedResidualConfig, width_mult=1.0)
    blocks = [block(8, 3, 8, 8, True, "RE", 2, 1), block(8, 5, 24, 16, True, "HS", 2, 1),
              block(16, 5, 24, 16, True, "HS", 1, 1), block(16, 3, 24, 16, False, "HS", 1, 1)]
    return mobilenetv3.MobileNetV3(blocks, last_channel=24, num_classes=7)


def efficient():
    blocks = [efficientnet.FusedMBConvConfig(1, 3, 1, 8, 8, 1), efficientnet.MBConvConfig(4, 3, 2, 8, 16, 2),
              efficientnet.MBConvConfig(3, 5, 1, 16, 16, 1)]
    return efficientnet.EfficientNet(blocks, dropout=0.2, last_channel=24, num_classes=9)


def regnet():
    return RegNet(BlockParams(depths=[1, 2], widths=[12, 24], group_widths=[4, 6], bottleneck_multipliers=[1, 1],
                              strides=[2, 2], se_ratio=0.25), num_classes=6, stem_width=6,
                  norm_layer=nn.BatchNorm2d)


def swin(depths):
    return SwinTransformer([2, 2], 8, depths, [2, 2], [3, 3], 2, stochastic_depth_prob=0.0, num_classes=5)


MODELS = {  # name: (model, side, operator set, constants folded, batch norm kept, batch open)
    "digits": (Digits, 8, 17, True, True, True),
    "resnet": (MiniResNet, 32, 13, True, True, True),
    "resnet_folded": (MiniResNet, 32, 9, True, False, False),
    "inception": (MiniInception, 32, 13, False, True, True),
    "mobilenet_v3": (mobilenet, 32, 11, False, True, False),
    "mobilenet_v3_folded": (mobilenet, 32, 16, True, False, True),
    "efficientnet": (efficient, 32, 12, True, True, False),
    "regnet_y": (regnet, 32, 10, True, True, False),
    "densenet": (lambda: densenet.DenseNet(4, (2, 3), 6, 2, num_classes=5), 32, 9, False, True, False),
    "shufflenet_v2": (lambda: shufflenetv2.ShuffleNetV2([2, 1, 1], [6, 8, 12, 16, 20], 5), 32, 13, True, True, False),
    "convnext": (lambda: ConvNeXt([CNBlockConfig(8, 12, 1), CNBlockConfig(12, None, 1)], num_classes=5),
                 32, 13, True, False, True),
    "vit": (lambda: VisionTransformer(32, 8, 2, 2, 16, 32, num_classes=5), 32, 17, True, False, True),
    "vit_unfolded": (lambda: VisionTransformer(32, 8, 1, 4, 16, 24, num_classes=3), 32, 9, False, False, False),
    "swin": (lambda: swin([2]), 12, 11, False, False, False),
    "swin_folded": (lambda: swin([1, 1]), 12, 16, True, False, False),
    "maxvit": (lambda: MaxVit((16, 16), 6, 2, [8], [1], 4, 0.0, num_classes=5), 16, 13, True, True, True),
    "mixer": (MiniMixer, 16, 13, False, False, True),
}


def randomise(model):
    for module in model.modules():
        if isinstance(module, (nn.BatchNorm2d, nn.LayerNorm)) and module.weight is not None:
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.normal_(module.bias, 0, 0.3)
        if isinstance(module, nn.BatchNorm2d):
            nn.init.normal_(module.running_mean, 0, 0.3)
            nn.init.uniform_(module.running_var, 0.5, 1.5)
        if isinstance(module, (nn.Conv2d, nn.Linear)):
            nn.init.normal_(module.weight, 0, (1.5 / module.weight[0].numel()) ** 0.5)
            if module.bias is not None:
                nn.init.normal_(module.bias, 0, 0.2)
    for name, parameter in model.named_parameters():
        if "layer_scale" in name or "relative_position_bias" in name:
            nn.init.uniform_(parameter, 0.3, 1)


def save(name, inputs, logits):
    np.asarray(inputs, "<f4").tofile(name + ".inputs")
    np.asarray(logits, "<f4").tofile(name + ".logits")


def export(name, build, side, opset, fold, keep, dynamic):
    torch.manual_seed(7)
    model = build()
    randomise(model)
    model.eval()
    x = torch.randn(2, 1 if name == "digits" else 3, side, side)
    # The importer leaves out a softmax at the end.
    final, model.final = getattr(model, "final", None), nn.Identity()
    with torch.no_grad():
        logits = model(x)
    model.final = final or nn.Identity()
    mode = torch.onnx.TrainingMode.PRESERVE if keep else torch.onnx.TrainingMode.EVAL
    axes = {"input": {0: "batch"}, "logits": {0: "batch"}} if dynamic else None
    torch.onnx.export(model, x if dynamic else x[:1], name + ".onnx", opset_version=opset, do_constant_folding=fold,
                      training=mode, input_names=["input"], output_names=["logits"], dynamic_axes=axes)
    save(name, x, logits)


def tensorflow_manner():
    """What tf2onnx writes for a Keras network, written by hand: channels last at both ends, transposes between,
    asymmetric padding, names of variables, a softmax. The outputs are computed here with numpy."""
    rng = np.random.default_rng(3)
    graph, initializers = [], []

    def constant(name, value):
        initializers.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def node(operation, inputs, output, **attributes):
        graph.append(helper.make_node(operation, inputs, [output], output.split(":")[0], **attributes))
        return output

    kernel = rng.normal(0, 0.3, (6, 3, 3, 3)).astype("f4")
    depthwise = rng.normal(0, 0.4, (6, 1, 3, 3)).astype("f4")
    offset, scale, shift = (rng.normal(0, 0.3, 6).astype("f4") for _ in range(3))
    squeeze, excite = (rng.normal(0, 0.5, (6, 6)).astype("f4") for _ in range(2))
    dense, bias = rng.normal(0, 0.5, (6, 4)).astype("f4"), rng.normal(0, 0.3, 4).astype("f4")
    mean, variance = rng.normal(0, 0.2, 6).astype("f4"), rng.uniform(0.5, 1.5, 6).astype("f4")

    x = node("Mul", ["input_1", constant("const_scale", np.float32(1 / 127.5))], "model/rescaling/mul:0")
    x = node("Sub", [x, constant("const_shift", np.float32(1))], "model/rescaling/sub:0")
    x = node("Transpose", [x], "model/conv1/Conv2D__10:0", perm=[0, 3, 1, 2])
    x = node("Conv", [x, constant("model/conv1/Conv2D/ReadVariableOp:0", kernel)], "model/conv1/Conv2D:0",
             kernel_shape=[3, 3], strides=[2, 2], dilations=[1, 1], group=1, auto_pad="SAME_UPPER")
    x = node("Transpose", [x], "model/conv1/Conv2D__12:0", perm=[0, 2, 3, 1])
    x = node("Add", [x, constant("model/conv1/BiasAdd/ReadVariableOp:0", offset)], "model/conv1/BiasAdd:0")
    s = node("Sigmoid", [x], "model/conv1/Sigmoid:0")
    x = node("Mul", [x, s], "model/conv1/mul:0")
    x = node("Transpose", [x], "model/bn/FusedBatchNormV3__14:0", perm=[0, 3, 1, 2])
    x = node("BatchNormalization", [
        x, constant("model/bn/gamma:0", 1 + scale), constant("model/bn/beta:0", shift),
        constant("model/bn/moving_mean:0", mean), constant("model/bn/moving_variance:0", variance)],
        "model/bn/FusedBatchNormV3:0", epsilon=1e-3)
    x = node("Pad", [x, constant("model/pad/paddings", np.array([0, 0, 0, 0, 0, 0, 1, 1]))], "model/pad/Pad:0")
    x = node("Conv", [x, constant("model/dw/depthwise/ReadVariableOp:0", depthwise)], "model/dw/depthwise:0",
             kernel_shape=[3, 3], strides=[2, 2], dilations=[1, 1], group=6, auto_pad="VALID")
    x = node("Transpose", [x], "model/dw/depthwise__16:0", perm=[0, 2, 3, 1])
    x = node("Clip", [x, constant("const_0", np.float32(0)), constant("const_6", np.float32(6))], "model/relu6/Relu6:0")
    m = node("ReduceMean", [x], "model/se/Mean:0", axes=[1, 2], keepdims=0)
    m = node("MatMul", [m, constant("model/se/squeeze/MatMul/ReadVariableOp:0", squeeze)], "model/se/squeeze/MatMul:0")
    m = node("Relu", [m], "model/se/squeeze/Relu:0")
    m = node("MatMul", [m, constant("model/se/excite/MatMul/ReadVariableOp:0", excite)], "model/se/excite/MatMul:0")
    m = node("Sigmoid", [m], "model/se/excite/Sigmoid:0")
    m = node("Reshape", [m, constant("model/se/reshape", np.array([-1, 1, 1, 6]))], "model/se/Reshape:0")
    x = node("Mul", [x, m], "model/se/mul:0")
    x = node("ReduceMean", [x], "model/pool/Mean:0", axes=[1, 2], keepdims=0)
    x = node("MatMul", [x, constant("model/dense/MatMul/ReadVariableOp:0", dense)], "model/dense/MatMul:0")
    x = node("Add", [x, constant("model/dense/BiasAdd/ReadVariableOp:0", bias)], "model/dense/BiasAdd:0")
    node("Softmax", [x], "dense", axis=1)
    image = helper.make_tensor_value_info("input_1", TensorProto.FLOAT, ["unk__20", 16, 16, 3])
    output = helper.make_tensor_value_info("dense", TensorProto.FLOAT, ["unk__21", 4])
    model = helper.make_model(helper.make_graph(graph, "tf2onnx", [image], [output], initializers),
                              producer_name="by hand, as tf2onnx", opset_imports=[helper.make_opsetid("", 13)])
    onnx.checker.check_model(model)
    onnx.save(model, "tensorflow.onnx")

    images = rng.uniform(0, 255, (2, 16, 16, 3)).astype("f4")
    sigmoid = lambda v: 1 / (1 + np.exp(-v))
    y = torch.from_numpy(images / 127.5 - 1).permute(0, 3, 1, 2)
    y = nn.functional.conv2d(nn.functional.pad(y, (0, 1, 0, 1)), torch.from_numpy(kernel), torch.from_numpy(offset), 2)
    y = y * torch.sigmoid(y)
    y = nn.functional.batch_norm(y, *map(torch.from_numpy, (mean, variance, 1 + scale, shift)), eps=1e-3)
    y = nn.functional.conv2d(nn.functional.pad(y, (0, 1, 0, 1)), torch.from_numpy(depthwise), None, 2, groups=6)
    y = y.clamp(0, 6).numpy()
    gate = sigmoid(np.maximum(y.mean((2, 3)) @ squeeze, 0) @ excite)
    logits = (y * gate[:, :, None, None]).mean((2, 3)) @ dense + bias
    # The network takes channels first.
    save("tensorflow", images.transpose(0, 3, 1, 2), logits)


for name, settings in MODELS.items():
    export(name, *settings)
tensorflow_manner()
