namespace Precocial.Tasks.Physics;

/// <summary>Bodies that push each other, their contacts and joints, in the order they are solved.</summary>
internal sealed class Island
{
    public List<Body> Bodies { get; } = [];

    public List<Contact> Contacts { get; } = [];

    public List<RevoluteJoint> Joints { get; } = [];

    public void Clear()
    {
        Bodies.Clear();
        Contacts.Clear();
        Joints.Clear();
    }

    public void Add(Body body)
    {
        body.IslandIndex = Bodies.Count;
        Bodies.Add(body);
    }
}
