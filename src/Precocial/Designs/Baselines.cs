using Precocial.Architectures;
using Precocial.Tasks;

namespace Precocial;

/// <summary>The networks that a search has to beat: what a person would write down in a minute.</summary>
public static class Baselines
{
    private const int FirstChannels = 16;
    private const int SecondChannels = 32;
    private const int Hidden = 64;

    // An axis this short is gone after two halvings.
    private const int SmallestHalved = 4;

    /// <summary>One linear layer: multinomial logistic regression.</summary>
    public static ArchitectureGraph LinearModel(Dataset data)
    {
        GraphBuilder builder = Start(data);
        builder.Add(new Flatten());
        builder.Add("classifier", new Linear(data.Classes));
        return builder.Build();
    }

    /// <summary>The textbook's network: convolution, pooling, convolution, pooling, linear for images (after
    /// LeNet-5, LeCun et al. 1998, with ReLU); two hidden layers of 64 for tables.</summary>
    public static ArchitectureGraph HandMade(Dataset data)
    {
        GraphBuilder builder = Start(data);
        if (data.IsImages)
        {
            AddBlock(builder, FirstChannels);
            AddBlock(builder, SecondChannels);
            builder.Add(new Flatten());
        }
        else
        {
            builder.Add(new Flatten());
            AddLayer(builder);
            AddLayer(builder);
        }
        builder.Add("classifier", new Linear(data.Classes));
        return builder.Build();
    }

    private static GraphBuilder Start(Dataset data)
    {
        var builder = new GraphBuilder(data.SampleShape);
        builder.Add("standardize", new Standardize([.. data.Mean], [.. data.Scale]));
        return builder;
    }

    private static void AddBlock(GraphBuilder builder, int channels)
    {
        builder.Add(new Convolution(channels, Kernel: 3, Bias: true));
        builder.Add(new Activation(ActivationFunction.Relu));
        Tensors.Shape shape = builder.ShapeOf(builder.Last);
        if (Math.Min(shape[1], shape[2]) >= SmallestHalved)
            builder.Add(new MaxPool(Size: 2, Stride: 2));
    }

    private static void AddLayer(GraphBuilder builder)
    {
        builder.Add(new Linear(Hidden));
        builder.Add(new Activation(ActivationFunction.Relu));
    }
}
