namespace Precocial.Experiments;

/// <summary>A study that cannot be opened, read or written. The message is one line: what, where, the way
/// out.</summary>
public sealed class StudyException : Exception
{
    /// <summary>A study that cannot be used.</summary>
    public StudyException(string message, StudyFault fault = StudyFault.Input, Exception? inner = null)
        : base(message, inner) => Fault = fault;

    /// <summary>Whether the request or the storage is at fault.</summary>
    public StudyFault Fault { get; }
}

/// <summary>Who is at fault when a study cannot be used.</summary>
public enum StudyFault
{
    /// <summary>The request: a file that is not a study, a newer format, a folder without permission, other
    /// settings.</summary>
    Input,

    /// <summary>The storage: a full disk, a lock held by another process, a device error. Trying again may
    /// help.</summary>
    Storage,
}
