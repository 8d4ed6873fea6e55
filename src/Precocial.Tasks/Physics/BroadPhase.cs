using System.Runtime.InteropServices;

namespace Precocial.Tasks.Physics;

/// <summary>Finds the fixtures whose fat boxes overlap.</summary>
/// <remarks>Ground is kept sorted along x and searched by halving; dynamic parts are few and looked at one by
/// one. Pairs come out sorted by the age of their parts, as from Box2D's tree.</remarks>
internal sealed class BroadPhase
{
    private readonly List<Fixture> _fixtures = [];
    private readonly List<Fixture> _dynamic = [];
    private readonly List<Fixture> _ground = [];
    private readonly List<Fixture> _moved = [];
    private readonly List<ulong> _pairs = [];
    private float[] _lefts = [];
    private float _widest;
    private bool _isSorted = true;

    public int Count => _fixtures.Count;

    public void Add(Fixture fixture)
    {
        _fixtures.Add(fixture);
        _moved.Add(fixture);
        if (fixture.Body.IsDynamic)
        {
            _dynamic.Add(fixture);
            return;
        }

        _ground.Add(fixture);
        _isSorted = false;
    }

    /// <summary>Renews a box after a motion.</summary>
    public void Follow(Fixture fixture, in Transform from, in Transform to)
    {
        if (!fixture.Follow(from, to))
            return;
        _moved.Add(fixture);
        _isSorted &= fixture.Body.IsDynamic;
    }

    /// <summary>Offers every pair with a moved part to the contact graph, older parts first.</summary>
    public void ConnectMoved(ContactGraph contacts)
    {
        if (_moved.Count == 0)
            return;
        Sort();
        _pairs.Clear();
        foreach (Fixture moved in _moved)
            Collect(moved);
        _moved.Clear();
        Span<ulong> pairs = CollectionsMarshal.AsSpan(_pairs);
        pairs.Sort();
        for (int i = 0; i < pairs.Length; i++)
        {
            int older = (int)(pairs[i] >> 32), newer = (int)(pairs[i] & uint.MaxValue);
            if (i == 0 || pairs[i] != pairs[i - 1])
                contacts.Connect(_fixtures[older], _fixtures[newer]);
        }
    }

    /// <summary>The nearest hit of a ray among parts whose category shares a bit with a mask.</summary>
    public (Fixture Fixture, RayHit Hit)? Cast(Vec2 from, Vec2 to, ushort categories)
    {
        Sort();
        var ray = new Box(Vec2.Min(from, to), Vec2.Max(from, to));
        Fixture? nearest = null;
        var best = new RayHit(1f, default);
        (int start, int end) = GroundBetween(ray);
        for (int i = start; i < end; i++)
            Meet(_ground[i], ray, from, to, categories, ref nearest, ref best);
        foreach (Fixture fixture in _dynamic)
            Meet(fixture, ray, from, to, categories, ref nearest, ref best);
        return nearest is null ? null : (nearest, best);
    }

    private static void Meet(
        Fixture fixture, in Box ray, Vec2 from, Vec2 to, ushort categories,
        ref Fixture? nearest, ref RayHit best)
    {
        if ((fixture.Traits.Category & categories) == 0 || !fixture.Fat.Overlaps(ray))
            return;
        if (fixture.Shape.Meet(from, to, best.Fraction, fixture.Body.Transform) is not { } hit)
            return;
        if (nearest is not null && !(hit.Fraction < best.Fraction))
            return;
        nearest = fixture;
        best = hit;
    }

    private void Collect(Fixture moved)
    {
        foreach (Fixture other in _dynamic)
        {
            if (other != moved && other.Fat.Overlaps(moved.Fat))
                Note(moved.Id, other.Id);
        }

        if (!moved.Body.IsDynamic)
            return;
        (int start, int end) = GroundBetween(moved.Fat);
        for (int i = start; i < end; i++)
        {
            if (_ground[i].Fat.Overlaps(moved.Fat))
                Note(moved.Id, _ground[i].Id);
        }
    }

    private void Note(int a, int b) => _pairs.Add(((ulong)Math.Min(a, b) << 32) | (uint)Math.Max(a, b));

    /// <summary>The range of ground parts that may share an x with a box.</summary>
    private (int Start, int End) GroundBetween(in Box box)
    {
        int start = FirstAtLeast(box.Lower.X - _widest), end = start;
        while (end < _lefts.Length && _lefts[end] <= box.Upper.X)
            end++;
        return (start, end);
    }

    private int FirstAtLeast(float x)
    {
        int low = 0, high = _lefts.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_lefts[middle] < x)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>Most ground is laid from left to right.</summary>
    private bool IsInOrder()
    {
        for (int i = 1; i < _ground.Count; i++)
        {
            if (_ground[i].Fat.Lower.X < _ground[i - 1].Fat.Lower.X)
                return false;
        }

        return true;
    }

    private void Sort()
    {
        if (_isSorted)
            return;
        _isSorted = true;
        if (!IsInOrder())
            _ground.Sort(static (a, b) => a.Fat.Lower.X.CompareTo(b.Fat.Lower.X));
        _lefts = new float[_ground.Count];
        _widest = 0f;
        for (int i = 0; i < _lefts.Length; i++)
        {
            Box box = _ground[i].Fat;
            _lefts[i] = box.Lower.X;
            _widest = Scalars.Max(_widest, (box.Upper.X - box.Lower.X) * 1.0001f);
        }
    }
}
