using System.Runtime.InteropServices;

namespace Precocial.Tasks.Physics;

/// <summary>Everything a pass over the velocity constraints changes: velocities and accumulated impulses.
/// </summary>
/// <remarks>A pass is a function of this state alone. So when the state returns bit for bit, all further
/// passes repeat what was seen and can be skipped. Of 180 passes an impact of the walker needs 24 on average;
/// a whole step, with joints, repeats within 180 in 6 of 100 cases only.</remarks>
internal sealed class VelocityState
{
    private Velocity[] _velocities = [], _savedVelocities = [];
    private JointImpulse[] _joints = [], _savedJoints = [];
    private ContactImpulse[] _contacts = [], _savedContacts = [];
    private int _bodyCount, _jointCount, _contactCount;

    public Span<Velocity> Velocities => _velocities.AsSpan(0, _bodyCount);

    public Span<JointImpulse> Joints => _joints.AsSpan(0, _jointCount);

    public Span<ContactImpulse> Contacts => _contacts.AsSpan(0, _contactCount);

    /// <summary>Makes room; grows by doubling and never shrinks.</summary>
    public void Resize(int bodies, int joints, int contacts)
    {
        Room.For(ref _velocities, bodies);
        Room.For(ref _savedVelocities, bodies);
        Room.For(ref _joints, joints);
        Room.For(ref _savedJoints, joints);
        Room.For(ref _contacts, contacts);
        Room.For(ref _savedContacts, contacts);
        (_bodyCount, _jointCount, _contactCount) = (bodies, joints, contacts);
    }

    /// <summary>Remembers the state.</summary>
    public void Save()
    {
        Velocities.CopyTo(_savedVelocities);
        Joints.CopyTo(_savedJoints);
        Contacts.CopyTo(_savedContacts);
    }

    /// <summary>Whether the state has the bits that were saved.</summary>
    public bool IsSaved() =>
        SameBits<Velocity>(Velocities, _savedVelocities)
        && SameBits<JointImpulse>(Joints, _savedJoints)
        && SameBits<ContactImpulse>(Contacts, _savedContacts);

    private static bool SameBits<T>(ReadOnlySpan<T> now, ReadOnlySpan<T> saved)
        where T : struct =>
        MemoryMarshal.AsBytes(now).SequenceEqual(MemoryMarshal.AsBytes(saved[..now.Length]));
}

/// <summary>Arrays that grow by doubling.</summary>
internal static class Room
{
    public static void For<T>(ref T[] array, int count)
    {
        if (array.Length < count)
            array = new T[Math.Max(count, 2 * array.Length)];
    }
}
