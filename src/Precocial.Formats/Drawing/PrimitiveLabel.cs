using System.Globalization;
using Precocial.Architectures;

namespace Precocial.Formats;

/// <summary>What a drawing says of a primitive, in a few words.</summary>
internal static class PrimitiveLabel
{
    public static string Of(Primitive primitive) => primitive switch
    {
        InputPrimitive => "input",
        Convolution p => $"conv {Window(p.Kernel)}, {p.OutChannels}"
            + Extra("stride", p.Stride) + Extra("dilation", p.Dilation) + Extra("groups", p.Groups),
        DepthwiseConvolution p => $"depthwise {Window(p.Kernel)}" + Extra("stride", p.Stride)
            + Extra("dilation", p.Dilation),
        MaxPool p => $"max pool {Window(p.Size)}" + Extra("stride", p.Stride),
        AveragePool p => $"mean pool {Window(p.Size)}" + Extra("stride", p.Stride),
        Linear p => $"linear, {p.OutFeatures}",
        Activation p => p.Function == ActivationFunction.HardSwish ? "hard swish"
            : $"{p.Function}".ToLowerInvariant(),
        Dropout p => string.Create(CultureInfo.InvariantCulture, $"dropout {p.Rate:0.##}"),
        GlobalAveragePool => "global mean pool",
        Sum => "+",
        MixedOperation p => $"mixed, {p.Alpha.Length} operations",
        Neurons p => $"neurons, {p.Wiring.Hidden} hidden",
        _ => primitive.Kind.Replace('_', ' '),
    };

    private static string Window(int size) => $"{size}×{size}";

    private static string Extra(string name, int value) => value == 1 ? "" : $", {name} {value}";
}
