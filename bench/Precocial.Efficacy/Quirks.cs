namespace Precocial.Efficacy;

/// <summary>Which quirks of the authors' code a search keeps.</summary>
internal sealed record Quirks
{
    /// <summary>Connections between hidden neurons are expressed when switched off, too.</summary>
    public bool Split { get; init; }

    /// <summary>A mutation without a place leaves a copy.</summary>
    public bool Idle { get; init; }

    /// <summary>Two tournaments.</summary>
    public bool Tournament { get; init; }

    /// <summary>Crowding distances scaled by |1/max − min|.</summary>
    public bool Crowding { get; init; }

    /// <summary>Repeats are ranked like any other member.</summary>
    public bool Repeats { get; init; }

    /// <summary>The record of the best compares lucky numbers.</summary>
    public bool Record { get; init; }

    /// <summary>An episode cannot end in its first step.</summary>
    public bool First { get; init; }

    public static Quirks All { get; } = new()
    {
        Split = true,
        Idle = true,
        Tournament = true,
        Crowding = true,
        Repeats = true,
        Record = true,
        First = true,
    };

    /// <summary>Reads names separated by commas; null when one is unknown.</summary>
    public static Quirks? Parse(string names)
    {
        var quirks = new Quirks();
        foreach (string name in names.Split(','))
        {
            Quirks? next = name switch
            {
                "split" => quirks with { Split = true },
                "idle" => quirks with { Idle = true },
                "tournament" => quirks with { Tournament = true },
                "crowding" => quirks with { Crowding = true },
                "repeats" => quirks with { Repeats = true },
                "record" => quirks with { Record = true },
                "first" => quirks with { First = true },
                _ => null,
            };
            if (next is null)
                return null;
            quirks = next;
        }
        return quirks;
    }
}
