namespace Precocial.Tensors;

/// <summary>Changes parameters by the gradients that <see cref="Tape.Backward(Tensor)"/> has added to
/// them.</summary>
public abstract class Optimizer
{
    /// <summary>An optimizer of some parameters.</summary>
    /// <exception cref="ArgumentException">A parameter requires no gradient, or was computed on a
    /// tape.</exception>
    protected Optimizer(IReadOnlyList<Tensor> parameters, float learningRate)
    {
        foreach (var parameter in parameters)
        {
            if (!parameter.RequiresGradient || parameter.Tape is not null)
            {
                throw new ArgumentException("Parameters are free-standing tensors that require a gradient, "
                    + $"but one of shape {parameter.Shape} is not. Create it with requiresGradient: true.",
                    nameof(parameters));
            }
        }
        Parameters = parameters;
        LearningRate = learningRate;
    }

    /// <summary>What is optimized.</summary>
    public IReadOnlyList<Tensor> Parameters { get; }

    /// <summary>The step size; may be changed between steps (see
    /// <see cref="LearningRateSchedule"/>).</summary>
    public float LearningRate { get; set; }

    /// <summary>The threads that large parameters spread over; null for this one alone. Steps are the same bytes
    /// for any number.</summary>
    public WorkerPool? Workers { get; init; }

    /// <summary>What the optimizer remembers between steps, in a fixed order: save it, and copy it back to go
    /// on.</summary>
    public abstract IReadOnlyList<Tensor> State { get; }

    /// <summary>Moves every parameter that has a gradient.</summary>
    public virtual void Step()
    {
        for (int i = 0; i < Parameters.Count; i++)
        {
            if (Parameters[i].Gradient is { } gradient)
                Update(i, Parameters[i], gradient);
        }
    }

    /// <summary>Forgets the gradients: before each backward pass that is not to add to the one
    /// before.</summary>
    public void ClearGradients()
    {
        foreach (var parameter in Parameters)
            parameter.ClearGradient();
    }

    /// <summary>Moves one parameter.</summary>
    private protected abstract void Update(int index, Tensor parameter, Tensor gradient);

    /// <summary>Zeros for each parameter.</summary>
    private protected static Tensor[] ZerosLike(IReadOnlyList<Tensor> parameters) =>
        [.. parameters.Select(parameter => Tensor.Zeros(parameter.Shape))];
}
