using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Precocial.Tensors.Kernels.Tiles;

namespace Precocial.Tensors.Kernels;

/// <summary>Depthwise convolution, the gradient with respect to the kernel: one vector of sums for each tap
/// of a channel, in registers while a plane runs; their lanes are added at the very end.</summary>
/// <remarks>An item is (run of images, range of channels). Runs are added in their order, and there are as
/// many as the shape says: the bytes do not depend on the threads.</remarks>
internal unsafe struct DepthwiseKernelGradient
{
    private const int ChannelsPerItem = 8, Items = 8;
    private DepthwiseShape _shape;
    private float* _x, _dy, _sums;
    private int _batch, _ranges, _runs;

    private readonly int SumsPerChannel => _shape.Size * _shape.Size * TileSet.Lanes;

    public static void Run(in DepthwiseShape shape, float* x, float* dy, float* dkernel, bool accumulate,
        WorkerPool workers)
    {
        int batch = shape.Planes / shape.Channels,
            ranges = (shape.Channels + ChannelsPerItem - 1) / ChannelsPerItem;
        var plan = new DepthwiseKernelGradient
        {
            _shape = shape,
            _x = x,
            _dy = dy,
            _batch = batch,
            _ranges = ranges,
            _runs = Math.Clamp(Items / ranges, 1, batch),
        };
        plan._sums = Scratch.Rent(ScratchUse.Partials,
            (long)plan._runs * shape.Channels * plan.SumsPerChannel);
        workers.For(plan._runs * ranges, &RunItem, &plan);
        plan.Combine(dkernel, accumulate);
    }

    private static void RunItem(void* plan, int item) => ((DepthwiseKernelGradient*)plan)->RunChannels(item);

    private readonly void RunChannels(int item)
    {
        int run = item / _ranges, first = item % _ranges * ChannelsPerItem;
        int count = Math.Min(ChannelsPerItem, _shape.Channels - first);
        var layout = _shape.Layout;
        nint sourcePixels = (nint)_shape.SourceHeight * _shape.SourceWidth,
            pixels = (nint)_shape.Height * _shape.Width;
        int atOnce = layout.PlanesAtOnce;
        float* padded = Scratch.Rent(ScratchUse.PaddedImage, atOnce * (long)layout.Plane);
        new Span<float>(padded, atOnce * layout.Plane).Clear();
        float* sums = _sums + ((nint)run * _shape.Channels + first) * SumsPerChannel;
        new Span<float>(sums, count * SumsPerChannel).Clear();
        nint* columns = stackalloc nint[5];
        for (int tap = 0; tap < _shape.Size; tap++)
            columns[tap] = layout.Column(tap * _shape.Dilation);
        for (long image = (long)_batch * run / _runs; image < (long)_batch * (run + 1) / _runs; image++)
        {
            nint plane = (nint)image * _shape.Channels + first;
            for (int begin = 0; begin < count; begin += atOnce)
            {
                int end = Math.Min(begin + atOnce, count);
                nint ahead = (end < count ? end - begin : _shape.Channels - begin) * sourcePixels;
                for (int i = begin; i < end; i++)
                    layout.Fill(_x + (plane + i) * sourcePixels, padded + (nint)(i - begin) * layout.Plane,
                        ahead);
                for (int i = begin; i < end; i++)
                {
                    Prefetch(_dy + (plane + i) * pixels + ahead / sourcePixels * pixels, pixels);
                    RunPlane(padded + (nint)(i - begin) * layout.Plane, columns, _dy + (plane + i) * pixels,
                        sums + i * SumsPerChannel);
                }
            }
        }
    }

    // dy of a plane that is due some planes later.
    private static void Prefetch(float* plane, nint pixels)
    {
        for (nint i = 0; i < pixels && Sse.IsSupported; i += 16)
            Sse.Prefetch0(plane + i);
    }

    private readonly void RunPlane(float* source, nint* columns, float* dy, float* sums)
    {
        var kernel = TileSet.Depthwise.Weights[_shape.Size + _shape.Stride];
        int dilation = _shape.Dilation, pitch = _shape.Layout.Pitch;
        for (int row = 0; row < Math.Min(dilation, _shape.Height); row++)
        {
            kernel(source + row * pitch, pitch * dilation, columns, dy + row * _shape.Width,
                _shape.Width * dilation, (_shape.Height - row + dilation - 1) / dilation, _shape.Width, sums);
        }
    }

    private readonly void Combine(float* dkernel, bool accumulate)
    {
        int lanes = TileSet.Lanes, taps = _shape.Channels * _shape.Size * _shape.Size;
        for (int tap = 0; tap < taps; tap++)
        {
            var sum = Vector128<float>.Zero;
            for (int run = 0; run < _runs; run++)
            {
                for (int i = 0; i < lanes; i += 4)
                    sum += Vector128.Load(_sums + ((nint)run * taps + tap) * lanes + i);
            }
            dkernel[tap] = Vector128.Sum(sum) + (accumulate ? dkernel[tap] : 0);
        }
    }
}
