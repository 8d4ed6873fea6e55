using Precocial.Search;

namespace Precocial.Experiments;

/// <summary>A study as a ledger knows it: a name and the settings that its results depend on.</summary>
/// <param name="Id">Its name in the ledger file.</param>
/// <param name="Settings">Two runs with equal settings are the same study.</param>
/// <param name="EngineVersion">The version of the program that computes its results.</param>
public sealed record StudySpec(string Id, StudySettings Settings, string EngineVersion);
