namespace Precocial.Tasks.Physics;

/// <summary>The constants of Box2D 2.3.0, in metres, radians and seconds.</summary>
internal static class Tolerances
{
    public const float Epsilon = 1.1920929e-7f;
    public const float Pi = 3.14159265359f;
    public const float LinearSlop = 0.005f;
    public const float AngularSlop = 2f / 180f * Pi;

    /// <summary>The skin around every edge and polygon.</summary>
    public const float SkinRadius = 2f * LinearSlop;

    public const float BoxMargin = 0.1f;
    public const float BoxLookahead = 2f;
    public const float RestitutionSpeed = 1f;
    public const float MaxLinearCorrection = 0.2f;
    public const float MaxAngularCorrection = 8f / 180f * Pi;
    public const float MaxTranslation = 2f;
    public const float MaxRotation = 0.5f * Pi;
    public const float PositionGain = 0.2f;
    public const float ImpactPositionGain = 0.75f;
    public const int MaxImpactsPerContact = 8;
    public const int MaxImpactContacts = 32;
    public const float SecondsToSleep = 0.5f;
    public const float LinearSleepSpeed = 0.01f;
    public const float AngularSleepSpeed = 2f / 180f * Pi;
    public const float MaxConditionNumber = 1000f;

    /// <summary>Most corners of a polygon (pybox2d raises Box2D's 8).</summary>
    public const int MaxCorners = 16;
}
