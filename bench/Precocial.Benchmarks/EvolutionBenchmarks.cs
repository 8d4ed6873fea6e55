using BenchmarkDotNet.Attributes;
using Precocial.Search;
using Precocial.Tensors;

namespace Precocial.Benchmarks;

/// <summary>What evolution itself costs a generation at the paper's full scale for MNIST: population 960, 256
/// inputs, 10 outputs, networks of 1800 connections. One thread.</summary>
public class EvolutionBenchmarks
{
    private const int Population = 960, Connections = 1800;

    private readonly WeightlessSpace _space = new(256, 10, WeightlessSpace.ClassifierFunctions)
    {
        InitialConnections = 0.05,
    };

    private readonly Rng _rng = new(1);
    private NeuroEvolution<WeightlessGenome, WeightSweep> _evolution = null!;
    private WeightSweep[] _sweeps = null!;
    private WeightlessGenome _genome = null!;

    [GlobalSetup]
    public void Setup()
    {
        _genome = _space.Sample(_rng);
        while (_genome.EnabledCount < Connections)
            _genome = _space.Mutate(_genome, _rng);
        _evolution = new(_space, Ranking.BySweep, new() { Population = Population, TournamentSize = 32 });
        var members = new WeightlessGenome[Population];
        for (int i = 0; i < Population; i++)
            members[i] = _space.Mutate(_space.Mutate(_genome, _rng), _rng);
        _sweeps = Array.ConvertAll(members, m => new WeightSweep(
            [.. Enumerable.Range(0, 6).Select(_ => _rng.NextNormal())], _space.Wiring(m).Connections));
        _evolution.Tell([.. members.Select((m, i) =>
            new Trial<WeightlessGenome, WeightSweep>(i, m, TrialStatus.Done, _sweeps[i]))]);
    }

    [Benchmark]
    public int RankingAndReproduction() => _evolution.Ask(_rng).Count;

    [Benchmark]
    public int RankingAlone() => Ranking.BySweep.Rank(_sweeps, _rng)[0];

    [Benchmark]
    public int OneMutation() => _space.Mutate(_genome, _rng).EnabledCount;

    [Benchmark]
    public int OneExpression() => _space.Wiring(_genome).Connections;
}
