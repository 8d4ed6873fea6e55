namespace Precocial.Tasks.Physics;

/// <summary>Two fixtures whose fat boxes overlap. Exists before and after they touch.</summary>
/// <remarks>Pooled by the world: do not keep one beyond the end of its
/// <see cref="IContactListener.End"/>.</remarks>
public sealed class Contact
{
    internal readonly ContactLink LinkA = new();
    internal readonly ContactLink LinkB = new();
    internal Manifold Manifold;
    internal Contact? Next;
    internal Contact? Previous;
    internal bool IsEnabled;
    internal bool InIsland;

    /// <summary>The time of impact in this step, or null when unknown.</summary>
    internal float? Impact;

    /// <summary>Impacts of this step that were handled.</summary>
    internal int Impacts;

    private Fixture _a = null!;
    private Fixture _b = null!;

    internal Contact()
    {
        LinkA.Contact = this;
        LinkB.Contact = this;
    }

    /// <summary>First part; the edge, if one is an edge.</summary>
    public Fixture FixtureA => _a;

    /// <summary>Second part.</summary>
    public Fixture FixtureB => _b;

    /// <summary>Whether the parts touch (a sensor: overlap).</summary>
    public bool IsTouching { get; private set; }

    /// <summary>Contact points, 0 to 2; a sensor has none.</summary>
    public int PointCount => Manifold.Count;

    /// <summary>Mixed friction.</summary>
    internal float Friction { get; private set; }

    /// <summary>Mixed restitution.</summary>
    internal float Restitution { get; private set; }

    /// <summary>Whether a part is a sensor.</summary>
    internal bool IsSensor { get; private set; }

    /// <summary>Whether it can push in this step.</summary>
    internal bool IsSolid => IsEnabled && IsTouching && !IsSensor;

    /// <summary>Starts life, perhaps anew, between two parts.</summary>
    internal void Open(Fixture a, Fixture b)
    {
        _a = a;
        _b = b;
        Friction = MathF.Sqrt(a.Traits.Friction * b.Traits.Friction);
        Restitution = Scalars.Max(a.Traits.Restitution, b.Traits.Restitution);
        IsSensor = a.Traits.IsSensor || b.Traits.IsSensor;
        IsEnabled = true;
        IsTouching = InIsland = false;
        Impact = null;
        Impacts = 0;
        Manifold.Count = 0;
        LinkA.Other = b.Body;
        LinkB.Other = a.Body;
    }

    /// <summary>Finds the contact points anew from the bodies' transforms, and tells what changed.</summary>
    internal void Update(IContactListener? listener)
    {
        bool was = IsTouching;
        IsEnabled = true;
        IsTouching = IsSensor ? Overlap() : Collide();
        if (IsTouching == was)
            return;
        if (!IsSensor)
            Wake();
        if (IsTouching)
            listener?.Begin(this);
        else
            listener?.End(this);
    }

    /// <summary>Wakes both bodies.</summary>
    internal void Wake()
    {
        _a.Body.Wake();
        _b.Body.Wake();
    }

    private bool Overlap()
    {
        Manifold.Count = 0;
        return Distance.Overlap(_a.Shape, _a.Body.Transform, _b.Shape, _b.Body.Transform);
    }

    private bool Collide()
    {
        Manifold old = Manifold;
        Transform placedA = _a.Body.Transform, placedB = _b.Body.Transform;
        var polygon = (Polygon)_b.Shape;
        if (_a.Shape is Edge edge)
            EdgePolygonCollision.Collide(ref Manifold, edge, placedA, polygon, placedB);
        else
            PolygonCollision.Collide(ref Manifold, (Polygon)_a.Shape, placedA, polygon, placedB);
        Manifold.Inherit(old);
        return Manifold.Count > 0;
    }
}

/// <summary>A contact in the list of one of its bodies.</summary>
internal sealed class ContactLink
{
    public Contact Contact = null!;
    public Body Other = null!;
    public ContactLink? Next;
    public ContactLink? Previous;
}
