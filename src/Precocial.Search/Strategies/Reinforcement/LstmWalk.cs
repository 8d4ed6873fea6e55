using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>One walk of an <see cref="LstmPolicy"/>: steps and formulas are in its remarks.</summary>
internal sealed class LstmWalk
{
    private readonly Tape _tape;
    private readonly PolicyParameters _parameters;
    private readonly LstmPolicySettings _settings;
    private readonly WalkRecord _record;
    private readonly LstmStack _lstm;
    private readonly Tensor _start;
    private readonly List<(Tensor Value, Tensor Key)> _anchors = [];
    private readonly List<Tensor> _penalties = [];
    private readonly List<Tensor> _connected = [];
    private Tensor? _layerPenalty;
    private Tensor _input;

    public LstmWalk(Tape tape, PolicyParameters parameters, LstmPolicySettings settings, Chooser choose)
    {
        (_tape, _parameters, _settings) = (tape, parameters, settings);
        _record = new(choose, settings.Entropy);
        _lstm = new(tape, parameters, settings.Layers, settings.Units);
        _input = _start = tape.Input(parameters.Get("start", [1, settings.Units]));
    }

    public PolicyWalk Through(IDecisionSequence sequence)
    {
        bool skipping = false;
        while (sequence.Next(_record.Choices) is { } decision)
        {
            bool skips = decision.Choice == SequentialChoice.Skip;
            if (skipping && !skips)
                EndSkips();
            skipping = skips;
            Open(decision.Opens);
            Decide(decision);
            if (decision.LeavesAnchor)
                LeaveAnchor();
        }
        if (skipping)
            EndSkips();
        return _record.Finish(
            _penalties.Count == 0 ? null : Total(_penalties).Affine(1f / _penalties.Count, 0));
    }

    private void Decide(SequentialDecision decision)
    {
        if (decision.Choice == SequentialChoice.Skip)
        {
            DecideSkip(decision);
            return;
        }
        _lstm.Step(_input);
        if (decision.Choice == SequentialChoice.Pointer)
        {
            var scores = decision.Anchors.Select(anchor => Attention(_anchors[anchor].Key)).ToArray();
            int choice = _record.Decide(Bounded(TensorOperations.Concat(scores, axis: 1), reduction: 1));
            _input = _anchors[decision.Anchors[choice]].Value;
        }
        else
        {
            int choice = _record.Decide(OptionLogits(decision));
            var embedding = Parameter($"{decision.Head}.embedding", [decision.Options, _settings.Units]);
            _input = embedding.Gather([choice]);
        }
    }

    private Tensor OptionLogits(SequentialDecision decision)
    {
        var weight = Parameter($"{decision.Head}.logits", [decision.Options, _settings.Units]);
        var logits = _lstm.Output.Linear(weight);
        if (!_settings.LearnedBias.IsEmpty)
            logits = logits.Add(LearnedBias(decision));
        logits = Bounded(logits, _settings.OptionTanhReduction);
        return !_settings.FixedBias.IsEmpty
            && decision.Name.StartsWith(_settings.FixedBiasPrefix, StringComparison.Ordinal)
            ? logits.Add(Tensor.From([.. _settings.FixedBias.Select(b => (float)b)], [1, decision.Options]))
            : logits;
    }

    private Tensor LearnedBias(SequentialDecision decision)
    {
        int next = 0;
        if (decision.Options != _settings.LearnedBias.Length)
        {
            throw new ArgumentException(
                $"The policy has a bias for {_settings.LearnedBias.Length} options, but {decision.Name} "
                + $"has {decision.Options}. Give a bias for these, or none.");
        }
        return _tape.Input(_parameters.Get(
            $"{decision.Head}.bias", [1, decision.Options], _ => _settings.LearnedBias[next++]));
    }

    private void DecideSkip(SequentialDecision decision)
    {
        var (value, key) = _anchors[decision.Anchors[0]];
        var q = Attention(key);
        var sides = TensorOperations.Concat([_settings.TwoSidedSkips ? -q : q * 0, q], axis: 1);
        var logits = Bounded(sides, reduction: 1);
        if (_record.Decide(logits) == 1)
            _connected.Add(value);
        if (_settings.SkipTarget is { } target)
        {
            var divergence = Divergence(logits, target);
            _layerPenalty = _layerPenalty is null ? divergence : _layerPenalty.Add(divergence);
        }
    }

    // Σ p·ln(p/t) with p = σ(logits), t = [1 − target, target].
    private static Tensor Divergence(Tensor logits, double target)
    {
        var p = logits.Sigmoid();
        var logTargets = Tensor.From([(float)Math.Log(1 - target), (float)Math.Log(target)], [1, 2]);
        return (p * (p.Log() - logTargets)).Sum();
    }

    private void EndSkips()
    {
        _input = _connected.Count == 0
            ? Zeros()
            : Total(_connected).Affine(1f / (1 + _connected.Count), 0);
        _connected.Clear();
        if (_layerPenalty is not null)
            _penalties.Add(_layerPenalty);
        _layerPenalty = null;
    }

    private void Open(int anchors)
    {
        if (anchors > 0)
            _input = _start;
        for (int i = 0; i < anchors; i++)
        {
            _lstm.Step(_input);
            _anchors.Add((Zeros(), Key()));
        }
    }

    private void LeaveAnchor()
    {
        _lstm.Step(_input);
        _anchors.Add((_lstm.Output, Key()));
        _input = _start;
    }

    private Tensor Key() =>
        _lstm.Output.Linear(Parameter("attention.anchor", [_settings.Units, _settings.Units]));

    // v·tanh(W₁·a + W₂·h), shape [1, 1].
    private Tensor Attention(Tensor key) =>
        (key + _lstm.Output.Linear(Parameter("attention.state", [_settings.Units, _settings.Units]))).Tanh()
        .Linear(Parameter("attention.v", [1, _settings.Units]));

    private Tensor Bounded(Tensor logits, double reduction)
    {
        if (_settings.Temperature != 1)
            logits = logits.Affine((float)(1 / _settings.Temperature), 0);
        return _settings.TanhConstant is { } c ? logits.Tanh().Affine((float)(c / reduction), 0) : logits;
    }

    private Tensor Parameter(string name, Shape shape) => _tape.Input(_parameters.Get(name, shape));

    private Tensor Zeros() => _tape.Input(Tensor.Zeros([1, _settings.Units]));

    private static Tensor Total(List<Tensor> terms)
    {
        var sum = terms[0];
        for (int i = 1; i < terms.Count; i++)
            sum = sum.Add(terms[i]);
        return sum;
    }
}
