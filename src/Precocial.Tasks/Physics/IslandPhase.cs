namespace Precocial.Tasks.Physics;

/// <summary>Splits the awake bodies into islands, newest body first, and solves each.</summary>
internal sealed class IslandPhase
{
    private readonly Island _island = new();
    private readonly Stack<Body> _open = new();
    private readonly IslandSolver _solver;

    public IslandPhase(IslandSolver solver) => _solver = solver;

    /// <summary>Solves all islands and renews the boxes of the bodies in them.</summary>
    /// <param name="bodies">The dynamic bodies, oldest first.</param>
    /// <param name="contacts">All contacts.</param>
    /// <param name="joints">All joints.</param>
    /// <param name="step">The step.</param>
    /// <param name="gravity">Acceleration, m/s².</param>
    public void Solve(
        List<Body> bodies, ContactGraph contacts, List<RevoluteJoint> joints, in TimeStep step, Vec2 gravity)
    {
        Unmark(bodies, contacts, joints);
        for (int i = bodies.Count - 1; i >= 0; i--)
        {
            if (bodies[i].InIsland || !bodies[i].IsAwake)
                continue;
            Gather(bodies[i]);
            _solver.Solve(_island, step, gravity);
            foreach (Body body in _island.Bodies)
                body.InIsland &= body.IsDynamic;
        }

        for (int i = bodies.Count - 1; i >= 0; i--)
        {
            if (bodies[i].InIsland)
                bodies[i].RenewBoxes();
        }
    }

    private static void Unmark(List<Body> bodies, ContactGraph contacts, List<RevoluteJoint> joints)
    {
        foreach (Body body in bodies)
            body.InIsland = false;
        for (Contact? contact = contacts.First; contact is not null; contact = contact.Next)
            contact.InIsland = false;
        foreach (RevoluteJoint joint in joints)
            joint.InIsland = false;
    }

    /// <summary>Depth first from a seed; ground belongs to many islands and leads nowhere.</summary>
    private void Gather(Body seed)
    {
        _island.Clear();
        Open(seed);
        while (_open.Count > 0)
        {
            Body body = _open.Pop();
            _island.Add(body);
            body.Wake();
            if (!body.IsDynamic)
                continue;
            GatherContacts(body);
            GatherJoints(body);
        }
    }

    private void GatherContacts(Body body)
    {
        for (ContactLink? link = body.Contacts; link is not null; link = link.Next)
        {
            if (link.Contact.InIsland || !link.Contact.IsSolid)
                continue;
            link.Contact.InIsland = true;
            _island.Contacts.Add(link.Contact);
            Open(link.Other);
        }
    }

    private void GatherJoints(Body body)
    {
        for (int i = body.Joints.Length - 1; i >= 0; i--)
        {
            RevoluteJoint joint = body.Joints[i];
            if (joint.InIsland)
                continue;
            joint.InIsland = true;
            _island.Joints.Add(joint);
            Open(joint.BodyA == body ? joint.BodyB : joint.BodyA);
        }
    }

    private void Open(Body body)
    {
        if (body.InIsland)
            return;
        body.InIsland = true;
        _open.Push(body);
    }
}
