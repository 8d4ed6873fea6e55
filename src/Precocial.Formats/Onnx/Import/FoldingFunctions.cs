namespace Precocial.Formats.Onnx;

/// <summary>Functions of numbers by ONNX's names.</summary>
internal static class FoldingFunctions
{
    /// <summary>A function of two numbers, or null where there is none.</summary>
    public static Func<double, double, double>? Binary(string type) => type switch
    {
        "Add" => (x, y) => x + y,
        "Sub" => (x, y) => x - y,
        "Mul" => (x, y) => x * y,
        "Div" => (x, y) => x / y,
        "Mod" => (x, y) => y == 0 ? 0 : x - y * Math.Floor(x / y),
        "Pow" => Math.Pow,
        "Min" => Math.Min,
        "Max" => Math.Max,
        "Equal" => (x, y) => x == y ? 1 : 0,
        "Less" => (x, y) => x < y ? 1 : 0,
        "LessOrEqual" => (x, y) => x <= y ? 1 : 0,
        "Greater" => (x, y) => x > y ? 1 : 0,
        "GreaterOrEqual" => (x, y) => x >= y ? 1 : 0,
        "And" => (x, y) => x != 0 && y != 0 ? 1 : 0,
        "Or" => (x, y) => x != 0 || y != 0 ? 1 : 0,
        "Xor" => (x, y) => (x != 0) != (y != 0) ? 1 : 0,
        _ => null,
    };

    /// <summary>A function of one number, or null where there is none.</summary>
    public static Func<double, double>? Unary(string type) => type switch
    {
        "Neg" => x => -x,
        "Abs" => Math.Abs,
        "Sign" => x => double.IsNaN(x) ? x : Math.Sign(x),
        "Floor" => Math.Floor,
        "Ceil" => Math.Ceiling,
        "Round" => x => Math.Round(x, MidpointRounding.ToEven),
        "Sqrt" => Math.Sqrt,
        "Reciprocal" => x => 1 / x,
        "Exp" => Math.Exp,
        "Log" => Math.Log,
        "Sin" => Math.Sin,
        "Cos" => Math.Cos,
        "Tanh" => Math.Tanh,
        "Sigmoid" => x => 1 / (1 + Math.Exp(-x)),
        "Relu" => x => Math.Max(x, 0),
        "Erf" => Erf,
        "Softplus" => x => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x))),
        "Not" => x => x == 0 ? 1 : 0,
        _ => null,
    };

    public static bool IsTruth(string type) => type is "Equal" or "Less" or "LessOrEqual" or "Greater"
        or "GreaterOrEqual" or "And" or "Or" or "Xor" or "Not";

    /// <summary>The error function, to 1e-15: its series near 0, its continued fraction beyond.</summary>
    public static double Erf(double x)
    {
        double size = Math.Abs(x);
        if (double.IsNaN(x))
            return x;
        if (size < 2.5)
        {
            double term = x, sum = x;
            for (int n = 1; n < 60; n++)
            {
                term *= -x * x / n;
                sum += term / (2 * n + 1);
            }
            return 2 / Math.Sqrt(Math.PI) * sum;
        }
        double fraction = 0;
        for (int n = 60; n > 0; n--)
            fraction = n / 2.0 / (size + fraction);
        return Math.Sign(x) * (1 - Math.Exp(-size * size) / Math.Sqrt(Math.PI) / (size + fraction));
    }
}
