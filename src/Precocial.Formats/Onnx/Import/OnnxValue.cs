namespace Precocial.Formats.Onnx;

/// <summary>What a name in an ONNX graph stands for while importing: <see cref="OnnxConstant"/>,
/// <see cref="ComputedValue"/> or <see cref="UnknownValue"/>.</summary>
internal abstract class OnnxValue;

/// <summary>The result of an operator that cannot be imported: an error only where something needs it.</summary>
internal sealed class UnknownValue(string refusal) : OnnxValue
{
    public string Refusal => refusal;
}
