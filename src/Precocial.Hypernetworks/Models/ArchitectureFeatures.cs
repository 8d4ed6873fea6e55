namespace Precocial.Hypernetworks;

/// <summary>Placeholder.</summary>
public static class ArchitectureFeatures;
