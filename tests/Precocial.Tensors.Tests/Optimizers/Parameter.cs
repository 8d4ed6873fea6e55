namespace Precocial.Tensors.Tests;

/// <summary>Parameters of one number, with a known gradient.</summary>
internal static class Parameter
{
    public static Tensor WithGradient(float value, float gradient)
    {
        var parameter = Tensor.Full([1], value, requiresGradient: true);
        AddGradient(parameter, gradient);
        return parameter;
    }

    /// <summary>Through a backward pass: the gradient of w·g is g.</summary>
    public static void AddGradient(Tensor parameter, float gradient)
    {
        using var tape = new Tape();
        tape.Backward((tape.Input(parameter) * gradient).Sum());
    }
}
