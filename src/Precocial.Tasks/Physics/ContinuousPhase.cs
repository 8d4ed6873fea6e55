namespace Precocial.Tasks.Physics;

/// <summary>Finds the first impact on ground within the step, solves it for the rest of the step, and looks
/// for the next.</summary>
/// <remarks>Joints take no part: the errors this leaves in them are corrected in the next step. That is how
/// the reference does it, and walkers depend on it.</remarks>
internal sealed class ContinuousPhase
{
    private const int PositionRounds = 20;
    private const float LastFraction = 1f - (10f * Tolerances.Epsilon);

    private readonly Island _island = new();
    private readonly IslandSolver _solver;
    private readonly BroadPhase _broadPhase;
    private readonly ContactGraph _contacts;

    public ContinuousPhase(IslandSolver solver, BroadPhase broadPhase, ContactGraph contacts)
    {
        _solver = solver;
        _broadPhase = broadPhase;
        _contacts = contacts;
    }

    /// <summary>Handles all impacts of a step whose islands are solved.</summary>
    public void Solve(List<Body> dynamicBodies, in TimeStep step)
    {
        Reset(dynamicBodies);
        while (FirstImpact(out float alpha) is { } contact)
        {
            if (!Meet(contact, alpha))
                continue;
            Gather(contact, alpha);
            var rest = new TimeStep((1f - alpha) * step.Seconds, 1f, step.VelocityRounds, PositionRounds);
            _solver.SolveImpact(_island, rest, contact.FixtureA.Body, contact.FixtureB.Body);
            Release();
            _broadPhase.ConnectMoved(_contacts);
        }

        ResetGround();
    }

    private void Reset(List<Body> dynamicBodies)
    {
        foreach (Body body in dynamicBodies)
        {
            body.InIsland = false;
            body.Sweep.Consumed = 0f;
        }

        for (Contact? contact = _contacts.First; contact is not null; contact = contact.Next)
        {
            contact.InIsland = false;
            contact.Impact = null;
            contact.Impacts = 0;
        }
    }

    /// <summary>Ground is too much to be reset each step; only what has contacts can have been advanced.
    /// </summary>
    private void ResetGround()
    {
        for (Contact? contact = _contacts.First; contact is not null; contact = contact.Next)
        {
            contact.FixtureA.Body.Sweep.Consumed = 0f;
            contact.FixtureB.Body.Sweep.Consumed = 0f;
        }
    }

    private Contact? FirstImpact(out float alpha)
    {
        Contact? first = null;
        alpha = 1f;
        for (Contact? contact = _contacts.First; contact is not null; contact = contact.Next)
        {
            if (!contact.IsEnabled || contact.Impacts > Tolerances.MaxImpactsPerContact)
                continue;
            if (contact.Impact is not { } impact)
            {
                if (!MayHit(contact))
                    continue;
                impact = ImpactOf(contact.FixtureA, contact.FixtureB);
                contact.Impact = impact;
            }

            if (impact < alpha)
            {
                first = contact;
                alpha = impact;
            }
        }

        return first is null || LastFraction < alpha ? null : first;
    }

    /// <summary>Two dynamic bodies may pass through each other: there are no bullets here.</summary>
    private static bool MayHit(Contact contact)
    {
        Body a = contact.FixtureA.Body, b = contact.FixtureB.Body;
        return !contact.IsSensor && (a.IsActive || b.IsActive) && !(a.IsDynamic && b.IsDynamic);
    }

    private static float ImpactOf(Fixture fixtureA, Fixture fixtureB)
    {
        Body a = fixtureA.Body, b = fixtureB.Body;
        float start = Scalars.Max(a.Sweep.Consumed, b.Sweep.Consumed);
        if (a.Sweep.Consumed < start)
            a.Sweep.AdvanceTo(start);
        if (b.Sweep.Consumed < start)
            b.Sweep.AdvanceTo(start);
        float? beta = TimeOfImpact.Between(fixtureA.Shape, a.Sweep, fixtureB.Shape, b.Sweep);
        return beta is null ? 1f : Scalars.Min(start + ((1f - start) * beta.Value), 1f);
    }

    /// <summary>Takes both bodies to the impact. False, and all as before, when they do not touch there.
    /// </summary>
    private bool Meet(Contact contact, float alpha)
    {
        Body a = contact.FixtureA.Body, b = contact.FixtureB.Body;
        Sweep savedA = a.Sweep, savedB = b.Sweep;
        a.AdvanceTo(alpha);
        b.AdvanceTo(alpha);
        contact.Update(_contacts.Listener);
        contact.Impact = null;
        contact.Impacts++;
        if (contact.IsTouching)
        {
            contact.Wake();
            return true;
        }

        contact.IsEnabled = false;
        a.Restore(savedA);
        b.Restore(savedB);
        return false;
    }

    private void Gather(Contact contact, float alpha)
    {
        Body a = contact.FixtureA.Body, b = contact.FixtureB.Body;
        _island.Clear();
        Add(a);
        Add(b);
        Add(contact);
        GatherContacts(a, alpha);
        GatherContacts(b, alpha);
    }

    private void GatherContacts(Body body, float alpha)
    {
        if (!body.IsDynamic)
            return;
        for (ContactLink? link = body.Contacts; link is not null; link = link.Next)
        {
            if (_island.Contacts.Count == Tolerances.MaxImpactContacts)
                return;
            if (!link.Contact.InIsland && !link.Other.IsDynamic && !link.Contact.IsSensor)
                Take(link.Contact, link.Other, alpha);
        }
    }

    private void Take(Contact contact, Body other, float alpha)
    {
        Sweep saved = other.Sweep;
        if (!other.InIsland)
            other.AdvanceTo(alpha);
        contact.Update(_contacts.Listener);
        if (!contact.IsTouching)
        {
            other.Restore(saved);
            return;
        }

        Add(contact);
        if (!other.InIsland)
            Add(other);
    }

    private void Add(Body body)
    {
        body.InIsland = true;
        _island.Add(body);
    }

    private void Add(Contact contact)
    {
        contact.InIsland = true;
        _island.Contacts.Add(contact);
    }

    private void Release()
    {
        foreach (Body body in _island.Bodies)
        {
            body.InIsland = false;
            if (!body.IsDynamic)
                continue;
            body.RenewBoxes();
            for (ContactLink? link = body.Contacts; link is not null; link = link.Next)
            {
                link.Contact.Impact = null;
                link.Contact.InIsland = false;
            }
        }
    }
}
