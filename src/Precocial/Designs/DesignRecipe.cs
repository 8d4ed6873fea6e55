using Precocial.Search;
using Precocial.Tasks;

namespace Precocial;

/// <summary>How a design trains its networks: the recipe that suits the data, with images moved a little.</summary>
internal static class DesignRecipe
{
    // A picture moved by a fourteenth of its side shows the same thing: 2 of MNIST's 28 pixels, 1 of 8.
    private const int SidesPerShift = 14;

    public static TrainingRecipe For(Dataset data)
    {
        TrainingRecipe recipe = TrainingRecipe.For(data);
        if (!data.IsImages || !recipe.Augmentation.IsNone)
            return recipe;
        int side = Math.Min(data.SampleShape[1], data.SampleShape[2]);
        return recipe with { Augmentation = new Augmentation { Shift = Math.Max(1, side / SidesPerShift) } };
    }
}
