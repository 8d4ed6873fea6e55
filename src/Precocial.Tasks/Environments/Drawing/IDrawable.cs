namespace Precocial.Tasks;

/// <summary>An episode that can be drawn as it is now.</summary>
public interface IDrawable
{
    /// <summary>The picture of this moment.</summary>
    Drawing Draw();
}
