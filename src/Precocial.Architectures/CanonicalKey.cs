using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Precocial.Architectures;

/// <summary>A hash of a graph that does not see names and node order.</summary>
/// <remarks>
/// 1. down(v) = H(primitive, down of the inputs in order; sorted where the primitive is commutative): what v
///    computes.
/// 2. up(v) = H(down(v), the sorted multiset of (up(c), position) over v's uses by consumers c): where it
///    goes. It tells one node used twice from two equal nodes, whose weights differ.
/// 3. key = H(the sorted multiset of up).
/// Equal for isomorphic graphs. Different graphs could meet only where this colouring cannot tell them apart,
/// which takes several equal twins wired in a ring, or if 128 bits of SHA-256 collide.
/// </remarks>
internal static class CanonicalKey
{
    private const int Size = 16;

    public static string Of(ArchitectureGraph graph)
    {
        byte[][] down = Down(graph);
        byte[][] up = Up(graph, down);
        return Convert.ToHexStringLower(Hash([], up, sorted: true));
    }

    private static byte[][] Down(ArchitectureGraph graph)
    {
        var primitives = new Dictionary<Primitive, byte[]>();
        var down = new byte[graph.Nodes.Length][];
        for (int i = 0; i < down.Length; i++)
        {
            Node node = graph.Nodes[i];
            if (!primitives.TryGetValue(node.Primitive, out byte[]? label))
                primitives[node.Primitive] = label = Label(node.Primitive);
            down[i] = Hash(label, [.. node.Inputs.Select(input => down[input])], node.Primitive.Commutative);
        }
        return down;
    }

    private static byte[][] Up(ArchitectureGraph graph, byte[][] down)
    {
        var uses = new List<byte[]>[down.Length];
        var up = new byte[down.Length][];
        for (int i = down.Length - 1; i >= 0; i--)
        {
            up[i] = Hash(down[i], uses[i] is { } list ? [.. list] : [], sorted: true);
            Node node = graph.Nodes[i];
            for (int k = 0; k < node.Inputs.Length; k++)
            {
                byte[] position = BitConverter.GetBytes(node.Primitive.Commutative ? -1 : k);
                (uses[node.Inputs[k]] ??= []).Add([.. up[i], .. position]);
            }
        }
        return up;
    }

    /// <summary>Kind and settings of a primitive as a JSON object: equal texts, equal primitives.</summary>
    public static string LabelOf(Primitive primitive) => Encoding.UTF8.GetString(Label(primitive));

    private static byte[] Label(Primitive primitive)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("kind", primitive.Kind);
            primitive.Describe(new SettingWriter(json));
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static byte[] Hash(byte[] head, byte[][] parts, bool sorted)
    {
        if (sorted)
            Array.Sort(parts, static (a, b) => a.AsSpan().SequenceCompareTo(b));
        byte[] text = [.. BitConverter.GetBytes(head.Length), .. head, .. parts.SelectMany(part => part)];
        return SHA256.HashData(text)[..Size];
    }
}
