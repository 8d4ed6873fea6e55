namespace Precocial.Tasks;

/// <summary>What a shifted image shows where nothing was.</summary>
public enum BorderFill
{
    /// <summary>0: the background of digits and clothes, black in photographs.</summary>
    Zero,

    /// <summary>The nearest pixel of the image.</summary>
    Edge,
}
