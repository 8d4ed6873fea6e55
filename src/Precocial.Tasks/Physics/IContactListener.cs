namespace Precocial.Tasks.Physics;

/// <summary>Is told when two fixtures start and stop touching, sensors included. May be called several times
/// in a step, also within the continuous phase; must not change the world.</summary>
public interface IContactListener
{
    /// <summary>The fixtures touch now.</summary>
    void Begin(Contact contact);

    /// <summary>The fixtures no longer touch.</summary>
    void End(Contact contact);
}
