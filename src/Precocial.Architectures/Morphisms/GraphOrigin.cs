using System.Collections.Immutable;

namespace Precocial.Architectures;

/// <summary>Where a graph came from: what a source of weights needs to hand on those of its parent.</summary>
/// <remarks>Not part of <see cref="ArchitectureGraph.Key"/>: the same network may be reached in several
/// ways.</remarks>
/// <param name="Parent">The graph before.</param>
/// <param name="Edits">What was done to it, in order; none if a space changed it by its own rules, so that
/// only names tell which weights correspond.</param>
public sealed record GraphOrigin(ArchitectureGraph Parent, ImmutableArray<Morphism> Edits);
