namespace Precocial.Tasks.Physics;

/// <summary>All contacts of a world: their births, updates and ends.</summary>
/// <remarks>New contacts go to the front of the world's list and of both bodies' lists; the solver's order,
/// and so every result, depends on it. Contacts are pooled: no allocation once the pool is warm.</remarks>
internal sealed class ContactGraph
{
    private readonly Stack<Contact> _pool = new();

    /// <summary>Newest first.</summary>
    public Contact? First { get; private set; }

    public int Count { get; private set; }

    public IContactListener? Listener { get; set; }

    /// <summary>Ends contacts whose boxes parted and updates the others.</summary>
    public void Collide()
    {
        Contact? next;
        for (Contact? contact = First; contact is not null; contact = next)
        {
            next = contact.Next;
            if (!contact.FixtureA.Body.IsActive && !contact.FixtureB.Body.IsActive)
                continue;
            if (contact.FixtureA.Fat.Overlaps(contact.FixtureB.Fat))
                contact.Update(Listener);
            else
                Close(contact);
        }
    }

    /// <summary>Opens a contact between two parts whose boxes overlap, unless there is one or it is not
    /// allowed.</summary>
    public void Connect(Fixture a, Fixture b)
    {
        if (a.Body == b.Body || Exists(a, b) || !b.Body.MayTouch(a.Body) || !a.Traits.Meets(b.Traits))
            return;
        if (b.Shape is Edge)
            (a, b) = (b, a);
        if (b.Shape is Edge)
            return;
        Contact contact = _pool.Count > 0 ? _pool.Pop() : new Contact();
        contact.Open(a, b);
        Link(contact);
        if (!contact.IsSensor)
            contact.Wake();
    }

    private static bool Exists(Fixture a, Fixture b)
    {
        // The list of a dynamic body is short; that of ground may not be.
        Fixture owner = b.Body.IsDynamic ? b : a;
        for (ContactLink? link = owner.Body.Contacts; link is not null; link = link.Next)
        {
            Contact contact = link.Contact;
            if ((contact.FixtureA == a && contact.FixtureB == b)
                || (contact.FixtureA == b && contact.FixtureB == a))
                return true;
        }

        return false;
    }

    private void Link(Contact contact)
    {
        contact.Previous = null;
        contact.Next = First;
        if (First is not null)
            First.Previous = contact;
        First = contact;
        Count++;
        PutFirst(contact.LinkA, contact.FixtureA.Body);
        PutFirst(contact.LinkB, contact.FixtureB.Body);
    }

    private void Close(Contact contact)
    {
        if (contact.IsTouching)
            Listener?.End(contact);
        if (contact.Manifold.Count > 0 && !contact.IsSensor)
            contact.Wake();
        if (contact.Previous is null)
            First = contact.Next;
        else
            contact.Previous.Next = contact.Next;
        if (contact.Next is not null)
            contact.Next.Previous = contact.Previous;
        Count--;
        TakeOut(contact.LinkA, contact.FixtureA.Body);
        TakeOut(contact.LinkB, contact.FixtureB.Body);
        _pool.Push(contact);
    }

    private static void PutFirst(ContactLink link, Body body)
    {
        link.Previous = null;
        link.Next = body.Contacts;
        if (body.Contacts is not null)
            body.Contacts.Previous = link;
        body.Contacts = link;
    }

    private static void TakeOut(ContactLink link, Body body)
    {
        if (link.Previous is null)
            body.Contacts = link.Next;
        else
            link.Previous.Next = link.Next;
        if (link.Next is not null)
            link.Next.Previous = link.Previous;
    }
}
