using System.Reflection;

namespace Precocial.Cli;

/// <summary>What this program is called in reports and ledgers.</summary>
internal static class Product
{
    /// <summary>The version, without the source revision.</summary>
    public static string Version { get; } = (typeof(Product).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0")
            .Split('+')[0];

    /// <summary>The source revision; "unknown" where the build did not know it.</summary>
    public static string Revision { get; } = typeof(Product).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+') is [_, var revision]
            ? revision
            : "unknown";
}
