using Precocial.Tensors.Kernels.Tiles;

namespace Precocial.Tensors.Kernels;

/// <summary>Depthwise convolution, forward and backward to the data: each plane by itself, taps 3×3 or
/// 5×5.</summary>
/// <remarks>
/// Some planes are laid out between margins of zeros, then all of them computed, so that no load waits for a
/// store just made. A block of output rows stays in registers; each source vector is loaded once for all rows
/// that it meets. With a dilation d the rows fall into d classes that never meet. Bound by memory: 18 FLOP
/// for 8 bytes with 3×3 taps. Backward to the data is the same with the taps turned round, and the source set
/// apart by the stride.
/// </remarks>
internal unsafe struct DepthwiseConvolution
{
    private DepthwiseShape _shape;
    private float* _source, _target, _weights;
    private int _planesPerItem;
    private bool _accumulate;

    public static void Forward(in DepthwiseShape shape, float* x, float* kernel, float* y,
        WorkerPool workers) =>
        Run(shape, x, kernel, y, accumulate: false, workers);

    public static void BackwardData(in DepthwiseShape shape, float* dy, float* kernel, float* dx,
        bool accumulate, WorkerPool workers)
    {
        int area = shape.Size * shape.Size;
        float* turned = Scratch.Rent(ScratchUse.PackedWeights, (long)shape.Channels * area);
        for (int channel = 0; channel < shape.Channels; channel++)
        {
            for (int tap = 0; tap < area; tap++)
                turned[channel * area + tap] = kernel[channel * area + area - 1 - tap];
        }
        Run(shape, dy, turned, dx, accumulate, workers);
    }

    private static void Run(in DepthwiseShape shape, float* source, float* weights, float* target,
        bool accumulate, WorkerPool workers)
    {
        var plan = new DepthwiseConvolution
        {
            _shape = shape,
            _source = source,
            _target = target,
            _weights = weights,
            _accumulate = accumulate,
            _planesPerItem = Math.Clamp(shape.Planes / 32, 8, 128),
        };
        workers.For((shape.Planes + plan._planesPerItem - 1) / plan._planesPerItem, &RunItem, &plan);
    }

    private static void RunItem(void* plan, int item) => ((DepthwiseConvolution*)plan)->RunPlanes(item);

    private readonly void RunPlanes(int item)
    {
        var layout = _shape.Layout;
        int first = item * _planesPerItem, end = Math.Min(_shape.Planes, first + _planesPerItem);
        nint sourcePixels = (nint)_shape.SourceHeight * _shape.SourceWidth,
            pixels = (nint)_shape.Height * _shape.Width;
        int atOnce = layout.PlanesAtOnce;
        float* padded = Scratch.Rent(ScratchUse.PaddedImage, atOnce * (long)layout.Plane);
        new Span<float>(padded, atOnce * layout.Plane).Clear();
        nint* columns = stackalloc nint[5];
        for (int tap = 0; tap < _shape.Size; tap++)
            columns[tap] = layout.Column(tap * _shape.Dilation);
        for (int plane = first; plane < end; plane += atOnce)
        {
            int count = Math.Min(atOnce, end - plane);
            for (int i = 0; i < count; i++)
                layout.Fill(_source + (plane + i) * sourcePixels, padded + (nint)i * layout.Plane,
                    atOnce * sourcePixels);
            for (int i = 0; i < count; i++)
                RunPlane(padded + (nint)i * layout.Plane, columns, plane + i, _target + (plane + i) * pixels);
        }
    }

    private readonly void RunPlane(float* source, nint* columns, int plane, float* target)
    {
        var kernel = TileSet.Depthwise.Rows[_shape.Size + _shape.Stride];
        float* weights = _weights + (nint)(plane % _shape.Channels) * _shape.Size * _shape.Size;
        int dilation = _shape.Dilation, pitch = _shape.Layout.Pitch;
        for (int row = 0; row < Math.Min(dilation, _shape.Height); row++)
        {
            kernel(source + row * pitch, pitch * dilation, columns, weights, target + row * _shape.Width,
                _shape.Width * dilation, (_shape.Height - row + dilation - 1) / dilation, _shape.Width,
                _accumulate);
        }
    }
}
