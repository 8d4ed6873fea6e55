namespace Precocial;

/// <summary>The compression of GIF's pictures.</summary>
/// <remarks>
/// 1. The table begins with one string for each colour; two codes more mean "begin anew" and "end". 2. The
/// longest string of the table that the pixels begin with is written as its code, and enters the table with
/// the next pixel behind it. 3. Codes are written low bit first, one bit longer whenever the table outgrows
/// them; at 4096 strings the table begins anew. The bytes stand in blocks of at most 255. Source: CompuServe,
/// GIF89a Specification, App. F.
/// </remarks>
internal sealed class LzwWriter(Stream stream)
{
    private const int ColourBits = 8, Clear = 1 << ColourBits, End = Clear + 1, MostCodes = 4096;
    private const int BlockLength = 255;

    private readonly Dictionary<int, int> _table = [];
    private readonly byte[] _block = new byte[BlockLength];
    private int _blockLength, _bits, _bitCount, _codeBits = ColourBits + 1, _nextCode = End + 1;

    /// <summary>Writes the pixels of one picture.</summary>
    public void Write(ReadOnlySpan<byte> pixels)
    {
        stream.WriteByte(ColourBits);
        Put(Clear);
        int prefix = pixels[0];
        foreach (byte pixel in pixels[1..])
        {
            int key = prefix << 8 | pixel;
            if (_table.TryGetValue(key, out int longer))
            {
                prefix = longer;
                continue;
            }
            Put(prefix);
            Learn(key);
            prefix = pixel;
        }
        Put(prefix);
        // The reader learns one string more before it sees the end.
        if (_nextCode == 1 << _codeBits && _codeBits < 12)
            _codeBits++;
        Put(End);
        if (_bitCount > 0)
            PutByte((byte)_bits);
        Flush();
        stream.WriteByte(0);
    }

    private void Learn(int key)
    {
        if (_nextCode == MostCodes)
        {
            Put(Clear);
            _table.Clear();
            (_codeBits, _nextCode) = (ColourBits + 1, End + 1);
            return;
        }
        // The reader is one string behind: it needs the longer code one string later.
        if (_nextCode == 1 << _codeBits)
            _codeBits++;
        _table[key] = _nextCode++;
    }

    private void Put(int code)
    {
        _bits |= code << _bitCount;
        for (_bitCount += _codeBits; _bitCount >= 8; _bitCount -= 8)
        {
            PutByte((byte)_bits);
            _bits >>= 8;
        }
    }

    private void PutByte(byte value)
    {
        _block[_blockLength++] = value;
        if (_blockLength == BlockLength)
            Flush();
    }

    private void Flush()
    {
        if (_blockLength == 0)
            return;
        stream.WriteByte((byte)_blockLength);
        stream.Write(_block, 0, _blockLength);
        _blockLength = 0;
    }
}
