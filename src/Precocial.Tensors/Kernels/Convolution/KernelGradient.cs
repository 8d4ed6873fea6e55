using Precocial.Tensors.Kernels.Tiles;

namespace Precocial.Tensors.Kernels;

/// <summary>The gradient with respect to the kernel: dkernel[o, tap] = Σ over images and pixels of dy[o,
/// pixel] · x[pixel's source at the tap].</summary>
/// <remarks>
/// A matrix product with the pixels as inner dimension: a tile of up to 14 taps × 32 output channels stays in
/// registers while the pixels of some images run; the taps are broadcast from the padded images through a
/// table of offsets, the output channels are the lanes, of dy transposed. An item is (group, run of images);
/// each item sums into its own matrix [tap, output], and the items are added in their order: their number
/// depends on the shape alone.
/// </remarks>
internal unsafe struct KernelGradient
{
    // Pixels that one pass over the taps takes, so that loading and storing the sums is a small part of it.
    private const int PassPixels = 256;

    private ConvolutionShape _s;
    private ImageLayout _layout;
    private float* _x, _dy, _sums;
    private nint* _taps;
    private int _runs, _vectors, _imagesPerPass;

    private readonly int OutputPitch => _vectors * TileSet.Lanes;

    private readonly nint SumsPerRun => (nint)_s.Taps * OutputPitch;

    public static void Run(in ConvolutionShape s, float* x, float* dy, float* dkernel, bool accumulate,
        WorkerPool workers)
    {
        int lanes = TileSet.Lanes, taps = s.Taps;
        var rows = new TapAxis(s.KernelHeight, s.Rows, phases: 1, phase: 0, isBackward: false);
        var columns = new TapAxis(s.KernelWidth, s.Columns, phases: 1, phase: 0, isBackward: false);
        long tables = taps * (long)sizeof(nint) + s.KernelWidth * sizeof(int);
        var table = (nint*)Scratch.Rent(ScratchUse.Tables, (tables + 3) / sizeof(float));
        var plan = new KernelGradient
        {
            _s = s,
            _x = x,
            _dy = dy,
            _taps = table,
            _vectors = (s.OutChannelsPerGroup + lanes - 1) / lanes,
            _imagesPerPass = Math.Clamp((PassPixels + s.OutPixels - 1) / s.OutPixels, 1, s.Batch),
            _layout = new ImageLayout(s.InChannelsPerGroup, s.Height, s.Width, s.Rows.Stride,
                s.Columns.Stride, s.OutHeight, s.OutWidth, rows, columns, (int*)(table + taps), scalar: true),
        };
        plan._runs = RunCount(s, plan._imagesPerPass);
        plan._sums = Scratch.Rent(ScratchUse.Partials, (long)s.Groups * plan._runs * plan.SumsPerRun);
        plan.FillTaps(rows, columns);
        workers.For(s.Groups * plan._runs, &RunItem, &plan);
        for (int group = 0; group < s.Groups; group++)
            plan.Combine(group, dkernel + (nint)group * s.OutChannelsPerGroup * taps, accumulate);
    }

    /// <summary>A few runs of whole passes in a group: more would make more matrices to add up.</summary>
    private static int RunCount(in ConvolutionShape s, int imagesPerPass) =>
        Math.Clamp((s.Batch + imagesPerPass - 1) / imagesPerPass, 1, s.Groups >= 4 ? 2 : 4);

    private readonly void FillTaps(TapAxis rows, TapAxis columns)
    {
        nint* tap = _taps;
        for (int channel = 0; channel < _s.InChannelsPerGroup; channel++)
        {
            for (int row = 0; row < rows.Size; row++)
            {
                for (int column = 0; column < columns.Size; column++)
                    *tap++ = _layout.Tap(channel, rows.Offset(row), columns.Offset(column));
            }
        }
    }

    private static void RunItem(void* plan, int item) => ((KernelGradient*)plan)->RunImages(item);

    private readonly void RunImages(int item)
    {
        int group = item / _runs, run = item % _runs;
        int first = (int)((long)_s.Batch * run / _runs), end = (int)((long)_s.Batch * (run + 1) / _runs);
        float* sums = _sums + item * SumsPerRun;
        float* transposed = Scratch.Rent(ScratchUse.PackedB,
            (long)_imagesPerPass * _s.OutPixels * OutputPitch);
        float* padded = Scratch.Rent(ScratchUse.PaddedImage, _imagesPerPass * (long)_layout.Floats);
        nint* starts = (nint*)Scratch.Rent(ScratchUse.Result, 2L * _imagesPerPass * _s.OutHeight);
        if (first == end)
            new Span<float>(sums, checked((int)SumsPerRun)).Clear();
        for (int image = first; image < end; image += _imagesPerPass)
        {
            int images = Math.Min(_imagesPerPass, end - image);
            Transpose(image, images, group, transposed);
            float* source = LayOut(image, images, group, padded, starts);
            RunTiles(images, source, starts, transposed, sums, accumulate: image > first);
        }
    }

    /// <summary>dy of some images as [pair of vectors][image, pixel][output].</summary>
    private readonly void Transpose(int image, int images, int group, float* target)
    {
        int lanes = TileSet.Lanes, pixels = _s.OutPixels, outputs = _s.OutChannelsPerGroup;
        for (int vector = 0; vector < _vectors; vector += 2)
        {
            int width = Math.Min(2, _vectors - vector) * lanes, rows = Math.Min(width,
                outputs - vector * lanes);
            for (int i = 0; i < images; i++, target += (nint)pixels * width)
            {
                nint first = (nint)(image + i) * _s.OutChannels + group * outputs + vector * lanes;
                BlockTransposition.Run(_dy + first * pixels, pixels, rows, pixels, target, width);
            }
        }
    }

    /// <summary>The padded images, and where each of their output rows starts.</summary>
    private readonly float* LayOut(int image, int images, int group, float* padded, nint* starts)
    {
        int channels = _s.InChannelsPerGroup;
        nint pixels = (nint)_s.Height * _s.Width;
        float* source = _x + ((nint)image * _s.InChannels + group * channels) * pixels;
        nint pitch = _layout.IsInPlace ? _s.InChannels * pixels : _layout.Floats;
        for (int i = 0; i < images; i++)
        {
            _layout.Fill(source + i * _s.InChannels * pixels, padded + i * pitch);
            for (int y = 0; y < _s.OutHeight; y++)
                *starts++ = i * pitch + (nint)y * _s.Rows.Stride * _layout.RowPitch;
        }
        return _layout.IsInPlace ? source : padded;
    }

    private readonly void RunTiles(int images, float* source, nint* starts, float* transposed, float* sums,
        bool accumulate)
    {
        int lanes = TileSet.Lanes, segments = images * _s.OutHeight;
        var tiles = new TileRows(_s.Taps);
        for (int tile = 0; tile < tiles.Count; tile++)
        {
            int first = tiles.First(tile), size = tiles.Size(tile);
            float* b = transposed;
            for (int vector = 0; vector < _vectors; vector += 2)
            {
                int width = Math.Min(2, _vectors - vector);
                var kernels = width == 2 ? TileSet.Gather.By2 : TileSet.Gather.By1;
                kernels[size](segments, starts, _s.OutWidth, _s.Columns.Stride, source, _taps + first, b,
                    width * lanes,
                    sums + (nint)first * OutputPitch + vector * lanes, OutputPitch, accumulate, lanes);
                b += (nint)images * _s.OutPixels * width * lanes;
            }
        }
    }

    /// <summary>Adds up the runs of a group, in order, and transposes the sum into place.</summary>
    private readonly void Combine(int group, float* dkernel, bool accumulate)
    {
        int taps = _s.Taps, outputs = _s.OutChannelsPerGroup,
            pitch = (taps + TileSet.Lanes - 1) / TileSet.Lanes * TileSet.Lanes;
        float* sums = _sums + group * _runs * SumsPerRun;
        for (int run = 1; run < _runs; run++)
            VectorCopy.Add(sums + run * SumsPerRun, sums, SumsPerRun);
        float* turned = Scratch.Rent(ScratchUse.PackedWeights, (long)outputs * pitch);
        for (int tap = 0; tap < taps; tap += TileSet.Lanes)
        {
            BlockTransposition.Run(sums + (nint)tap * OutputPitch, OutputPitch, Math.Min(TileSet.Lanes,
                taps - tap), outputs, turned + tap, pitch);
        }
        for (int output = 0; output < outputs; output++, dkernel += taps, turned += pitch)
        {
            if (accumulate)
                VectorCopy.Add(turned, dkernel, taps);
            else
                VectorCopy.Run(turned, dkernel, taps);
        }
    }
}
