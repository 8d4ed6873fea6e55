using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Precocial.Tasks;

/// <summary>The header of an NPY array: a Python dictionary literal with exactly three keys.</summary>
/// <remarks>Source: numpy.lib.format, "Format Version 1.0" to "3.0". Nothing is evaluated: the three values
/// are read by their own small grammars.</remarks>
internal sealed record NpyHeader(string Descriptor, bool FortranOrder, long[] Shape, int Length)
{
    private const int Preamble = 8;

    /// <summary>Whether bytes start as an NPY array does.</summary>
    public static bool IsNpy(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 6 && bytes[0] == 0x93 && bytes[1..6].SequenceEqual("NUMPY"u8);

    public static NpyHeader Parse(ReadOnlySpan<byte> bytes, string source)
    {
        if (!IsNpy(bytes) || bytes.Length < Preamble + 4)
            throw new DataException($"{source}, offset 0: not an NPY array: \\x93NUMPY was expected.");
        int version = bytes[6], sizeBytes = version == 1 ? 2 : 4;
        if (version is < 1 or > 3)
            throw new DataException($"{source}, offset 6: NPY version {version}, but 1 to 3 are read. "
                + "Write it again with numpy.save.");
        long length = version == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[Preamble..])
            : BinaryPrimitives.ReadUInt32LittleEndian(bytes[Preamble..]);
        int start = Preamble + sizeBytes;
        if (length > bytes.Length - start)
            throw new DataException($"{source}, offset {Preamble}: the header says it has {length} bytes, "
                + $"but only {bytes.Length - start} follow. Copy or download the file again.");
        var text = new Literal(Encoding.UTF8.GetString(bytes.Slice(start, (int)length)), source, start);
        return text.Header(start + (int)length);
    }

    /// <summary>Walks the dictionary.</summary>
    private ref struct Literal(string text, string source, int start)
    {
        private int _at;

        public NpyHeader Header(int end)
        {
            string? descriptor = null;
            bool? fortran = null;
            long[]? shape = null;
            Expect('{');
            while (!Take('}'))
            {
                string key = Quoted();
                Expect(':');
                if (key == "descr")
                    descriptor = Quoted();
                else if (key == "fortran_order")
                    fortran = Word() switch { "True" => true, "False" => false, _ => null };
                else if (key == "shape")
                    shape = Numbers();
                else
                    throw Bad("one of 'descr', 'fortran_order' and 'shape'");
                if (!Take(','))
                {
                    Expect('}');
                    break;
                }
            }
            if (descriptor is null || fortran is null || shape is null)
                throw Bad("'descr', 'fortran_order' and 'shape'");
            return new NpyHeader(descriptor, fortran.Value, shape, end);
        }

        private long[] Numbers()
        {
            var numbers = new List<long>();
            Expect('(');
            while (!Take(')'))
            {
                int from = _at;
                string digits = Word();
                if (!long.TryParse(digits.TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture,
                    out long n))
                {
                    _at = from;
                    throw Bad("a tuple of whole numbers");
                }
                numbers.Add(n);
                if (!Take(','))
                {
                    Expect(')');
                    break;
                }
            }
            return [.. numbers];
        }

        private string Quoted()
        {
            Skip();
            char quote = _at < text.Length ? text[_at] : '\0';
            int close = quote is '\'' or '"' ? text.IndexOf(quote, _at + 1) : -1;
            if (close < 0)
                throw Bad("a text in quotes (arrays of records are not read)");
            string inside = text[(_at + 1)..close];
            _at = close + 1;
            return inside;
        }

        private string Word()
        {
            Skip();
            int from = _at;
            while (_at < text.Length && char.IsAsciiLetterOrDigit(text[_at]))
                _at++;
            return text[from.._at];
        }

        private bool Take(char wanted)
        {
            Skip();
            if (_at >= text.Length || text[_at] != wanted)
                return false;
            _at++;
            return true;
        }

        private void Expect(char wanted)
        {
            if (!Take(wanted))
                throw Bad($"'{wanted}'");
        }

        private void Skip()
        {
            while (_at < text.Length && char.IsWhiteSpace(text[_at]))
                _at++;
        }

        private readonly DataException Bad(string expected) =>
            new($"{source}, offset {start + _at}: the NPY header is damaged: {expected} expected.");
    }
}
