using Precocial.Hypernetworks;

namespace Precocial;

/// <summary>A hypernetwork as a file holds it.</summary>
/// <param name="Name">What it is called: the file's name without its ending.</param>
/// <param name="Model">Predicts.</param>
/// <param name="Card">How it was trained.</param>
public sealed record TrainedHypernetwork(string Name, GraphHypernetwork Model, HypernetworkCard Card);
