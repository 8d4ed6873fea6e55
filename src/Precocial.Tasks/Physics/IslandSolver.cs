namespace Precocial.Tasks.Physics;

/// <summary>Solves one island for one step: forces, velocities, motion, positions, sleep.</summary>
/// <remarks>Sequential impulses (Catto, GDC 2006) with warm starting, joints before contacts, and nonlinear
/// Gauss-Seidel for the positions.</remarks>
internal sealed class IslandSolver
{
    /// <summary>Rounds between two looks at whether the velocities repeat; cycles up to this long are found.
    /// </summary>
    private const int CycleWindow = 8;

    private readonly VelocityState _state = new();
    private Placement[] _places = [];
    private JointConstraint[] _joints = [];
    private ContactVelocity[] _velocities = [];
    private ContactPosition[] _positions = [];
    private Island _island = new();

    /// <summary>A whole step.</summary>
    public void Solve(Island island, in TimeStep step, Vec2 gravity)
    {
        Load(island);
        ApplyForces(step.Seconds, gravity);
        PrepareContacts(step.Ratio);
        PrepareJoints(step);
        SolveVelocities(step.VelocityRounds);
        KeepImpulses();
        Move(step.Seconds);
        bool solved = SolvePositions(step.PositionRounds);
        Store();
        Rest(step.Seconds, solved);
    }

    /// <summary>The rest of a step after an impact: contacts only, no warm start, and only the two bodies
    /// that met are pushed apart.</summary>
    public void SolveImpact(Island island, in TimeStep step, Body a, Body b)
    {
        Load(island);
        PreparePositions(a, b);
        SeparateImpact(step.PositionRounds);
        Restart(a);
        Restart(b);
        PrepareVelocities();
        _state.Contacts.Clear();
        SolveVelocities(step.VelocityRounds);
        Move(step.Seconds);
        Store();
    }

    private void Load(Island island)
    {
        _island = island;
        _state.Resize(island.Bodies.Count, island.Joints.Count, island.Contacts.Count);
        Room.For(ref _places, island.Bodies.Count);
        Room.For(ref _joints, island.Joints.Count);
        Room.For(ref _velocities, island.Contacts.Count);
        Room.For(ref _positions, island.Contacts.Count);
        for (int i = 0; i < island.Bodies.Count; i++)
        {
            Body body = island.Bodies[i];
            _places[i] = new Placement(body.Sweep.Center, body.Sweep.Angle);
            _state.Velocities[i] = new Velocity { Linear = body.Velocity, Spin = body.Spin };
        }
    }

    private void ApplyForces(float seconds, Vec2 gravity)
    {
        for (int i = 0; i < _island.Bodies.Count; i++)
        {
            Body body = _island.Bodies[i];
            body.Sweep.StartCenter = body.Sweep.Center;
            body.Sweep.StartAngle = body.Sweep.Angle;
            if (!body.IsDynamic)
                continue;
            ref Velocity velocity = ref _state.Velocities[i];
            velocity.Linear += seconds * (gravity + (body.InverseMass * body.Force));
            velocity.Spin += seconds * body.InverseInertia * body.Torque;
        }
    }

    private void PrepareContacts(float ratio)
    {
        PreparePositions(null, null);
        PrepareVelocities();
        Span<ContactImpulse> impulses = _state.Contacts;
        for (int i = 0; i < impulses.Length; i++)
        {
            ref Manifold manifold = ref _island.Contacts[i].Manifold;
            impulses[i] = new ContactImpulse
            {
                Normal1 = ratio * manifold.Points[0].NormalImpulse,
                Tangent1 = ratio * manifold.Points[0].TangentImpulse,
                Normal2 = ratio * manifold.Points[1].NormalImpulse,
                Tangent2 = ratio * manifold.Points[1].TangentImpulse,
            };
        }

        for (int i = 0; i < impulses.Length; i++)
            _velocities[i].WarmStart(_state.Velocities, impulses[i]);
    }

    private void PreparePositions(Body? a, Body? b)
    {
        for (int i = 0; i < _island.Contacts.Count; i++)
        {
            Contact contact = _island.Contacts[i];
            Body bodyA = contact.FixtureA.Body, bodyB = contact.FixtureB.Body;
            _positions[i] = new ContactPosition(
                contact,
                a is null || bodyA == a || bodyA == b,
                a is null || bodyB == a || bodyB == b);
        }
    }

    private void PrepareVelocities()
    {
        for (int i = 0; i < _island.Contacts.Count; i++)
            _velocities[i] = new ContactVelocity(_island.Contacts[i], _places, _state.Velocities);
    }

    private void PrepareJoints(in TimeStep step)
    {
        for (int i = 0; i < _island.Joints.Count; i++)
        {
            RevoluteJoint joint = _island.Joints[i];
            _joints[i] = new JointConstraint(joint, _places, step.Seconds);
            _joints[i].WarmStart(joint, ref _state.Joints[i], _state.Velocities, step.Ratio);
        }
    }

    private void SolveVelocities(int rounds)
    {
        _state.Save();
        int savedAt = 0;
        for (int round = 1; round <= rounds; round++)
        {
            PassVelocities();
            if (savedAt < 0)
                continue;
            if (_state.IsSaved())
            {
                rounds = round + ((rounds - round) % (round - savedAt));
                savedAt = -1;
            }
            else if (round - savedAt == CycleWindow)
            {
                _state.Save();
                savedAt = round;
            }
        }
    }

    private void PassVelocities()
    {
        Span<Velocity> velocities = _state.Velocities;
        Span<JointImpulse> joints = _state.Joints;
        for (int i = 0; i < joints.Length; i++)
            _joints[i].SolveVelocity(velocities, ref joints[i]);
        Span<ContactImpulse> contacts = _state.Contacts;
        for (int i = 0; i < contacts.Length; i++)
            _velocities[i].Solve(velocities, ref contacts[i]);
    }

    private void KeepImpulses()
    {
        for (int i = 0; i < _island.Joints.Count; i++)
            _island.Joints[i].Impulse = _state.Joints[i];
        for (int i = 0; i < _island.Contacts.Count; i++)
        {
            ref Manifold manifold = ref _island.Contacts[i].Manifold;
            ref ContactImpulse impulse = ref _state.Contacts[i];
            manifold.Points[0].NormalImpulse = impulse.Normal1;
            manifold.Points[0].TangentImpulse = impulse.Tangent1;
            if (_velocities[i].Count < 2)
                continue;
            manifold.Points[1].NormalImpulse = impulse.Normal2;
            manifold.Points[1].TangentImpulse = impulse.Tangent2;
        }
    }

    private void Move(float seconds)
    {
        Span<Velocity> velocities = _state.Velocities;
        for (int i = 0; i < velocities.Length; i++)
        {
            ref Velocity velocity = ref velocities[i];
            Vec2 shift = seconds * velocity.Linear;
            if (shift.LengthSquared > Tolerances.MaxTranslation * Tolerances.MaxTranslation)
                velocity.Linear = (Tolerances.MaxTranslation / shift.Length) * velocity.Linear;
            float turn = seconds * velocity.Spin;
            if (turn * turn > Tolerances.MaxRotation * Tolerances.MaxRotation)
                velocity.Spin *= Tolerances.MaxRotation / (turn > 0f ? turn : -turn);
            ref Placement place = ref _places[i];
            place.Center += seconds * velocity.Linear;
            place.TurnTo(place.Angle + (seconds * velocity.Spin));
        }
    }

    private bool SolvePositions(int rounds)
    {
        Span<Placement> places = _places.AsSpan(0, _island.Bodies.Count);
        int joints = _island.Joints.Count;
        for (int round = 0; round < rounds; round++)
        {
            bool solved = PushApart(places, Tolerances.PositionGain) >= -3f * Tolerances.LinearSlop;
            for (int i = 0; i < joints; i++)
                solved &= _joints[i].SolvePosition(places);
            if (solved)
                return true;
        }

        return false;
    }

    private void SeparateImpact(int rounds)
    {
        Span<Placement> places = _places.AsSpan(0, _island.Bodies.Count);
        for (int round = 0; round < rounds; round++)
        {
            if (PushApart(places, Tolerances.ImpactPositionGain) >= -1.5f * Tolerances.LinearSlop)
                return;
        }
    }

    private float PushApart(Span<Placement> places, float gain)
    {
        float least = 0f;
        int contacts = _island.Contacts.Count;
        for (int i = 0; i < contacts; i++)
            _positions[i].Solve(places, gain, ref least);
        return least;
    }

    private void Restart(Body body)
    {
        body.Sweep.StartCenter = _places[body.IslandIndex].Center;
        body.Sweep.StartAngle = _places[body.IslandIndex].Angle;
    }

    private void Store()
    {
        for (int i = 0; i < _island.Bodies.Count; i++)
        {
            Body body = _island.Bodies[i];
            body.Sweep.Center = _places[i].Center;
            body.Sweep.Angle = _places[i].Angle;
            body.Velocity = _state.Velocities[i].Linear;
            body.Spin = _state.Velocities[i].Spin;
            body.Transform = _places[i].Transform(body.Sweep.LocalCenter);
        }
    }

    /// <summary>Counts how long the island has been at rest, and puts it to sleep.</summary>
    private void Rest(float seconds, bool solved)
    {
        float least = float.MaxValue;
        foreach (Body body in _island.Bodies)
        {
            if (!body.IsDynamic)
                continue;
            body.SecondsAtRest = IsStill(body) ? body.SecondsAtRest + seconds : 0f;
            least = Scalars.Min(least, body.SecondsAtRest);
        }

        if (least < Tolerances.SecondsToSleep || !solved)
            return;
        foreach (Body body in _island.Bodies)
            body.Sleep();
    }

    private static bool IsStill(Body body) =>
        !(body.Spin * body.Spin > Tolerances.AngularSleepSpeed * Tolerances.AngularSleepSpeed)
        && !(body.Velocity.LengthSquared > Tolerances.LinearSleepSpeed * Tolerances.LinearSleepSpeed);
}
