using Precocial.Architectures;
using Precocial.Tasks;

namespace Precocial.Search;

/// <summary>A number that is read off an untrained network in well under a second, in the hope that it ranks
/// networks as training would.</summary>
/// <remarks>
/// <see cref="ProxyEvaluator"/> judges candidates by one, <see cref="ProxyCatalog"/> lists them. Where batch
/// norm takes part it uses the statistics of the batch, as in a network that is being trained; dropout takes
/// no part. "Kernels" are the weights of convolutions and linear layers; offsets and factors of
/// normalisations do not count, as in the published code.
/// Sources: Abdelfattah et al., "Zero-cost proxies for lightweight NAS", ICLR 2021, and its code
/// (SamsungLabs/zero-cost-nas); Krishnakumar et al., "NAS-Bench-Suite-Zero", NeurIPS 2022 (automl/NASLib).
/// <b>Compare every proxy with <see cref="ParameterCount"/></b>: many do not rank better than it.
/// </remarks>
public interface IProxy
{
    /// <summary>What the literature calls it, in lower case.</summary>
    string Name { get; }

    /// <summary>The number; larger is taken to be better. −∞ where no signal passes through the
    /// network.</summary>
    /// <param name="network">Untrained; its weights are left as they are, their gradients are not.</param>
    /// <param name="batch">Some samples, the same for all networks that are compared; left as it is.</param>
    double Measure(Network network, Batch batch);
}
