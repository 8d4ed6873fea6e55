#pragma warning disable
namespace Precocial.Tensors;

internal static unsafe class Softmax
{
    public static void LogForward(float* x, float* y, int rows, int columns)
    {
        for (int r = 0; r < rows; r++)
        {
            float* a = x + (long)r * columns, b = y + (long)r * columns;
            float max = float.NegativeInfinity; double sum = 0;
            for (int c = 0; c < columns; c++) max = Math.Max(max, a[c]);
            for (int c = 0; c < columns; c++) sum += Math.Exp(a[c] - max);
            float log = (float)Math.Log(sum) + max;
            for (int c = 0; c < columns; c++) b[c] = a[c] - log;
        }
    }
}

internal static unsafe class BatchNormalization
{
    public static void Forward(float* x, float* scale, float* bias, float* y, float* mean, float* inverse, int batch, int channels, int inner, float epsilon, WorkerPool w)
    {
        for (int c = 0; c < channels; c++)
        {
            double s = 0, q = 0;
            for (int n = 0; n < batch; n++) for (int i = 0; i < inner; i++) s += x[((long)n * channels + c) * inner + i];
            double m = s / ((double)batch * inner);
            for (int n = 0; n < batch; n++) for (int i = 0; i < inner; i++) { double d = x[((long)n * channels + c) * inner + i] - m; q += d * d; }
            mean[c] = (float)m; inverse[c] = (float)(1 / Math.Sqrt(q / ((double)batch * inner) + epsilon));
        }
        Apply(x, scale, bias, y, mean, inverse, batch, channels, inner, w);
    }
    public static void Apply(float* x, float* scale, float* bias, float* y, float* mean, float* inverse, int batch, int channels, int inner, WorkerPool w)
    {
        for (int n = 0; n < batch; n++) for (int c = 0; c < channels; c++) for (int i = 0; i < inner; i++)
        { long k = ((long)n * channels + c) * inner + i; y[k] = (x[k] - mean[c]) * inverse[c] * scale[c] + bias[c]; }
    }
    public static void BackwardParameters(float* dy, float* x, float* mean, float* inverse, float* dScale, float* dBias, int batch, int channels, int inner, WorkerPool w)
    {
        for (int c = 0; c < channels; c++)
        {
            double s = 0, b = 0;
            for (int n = 0; n < batch; n++) for (int i = 0; i < inner; i++)
            { long k = ((long)n * channels + c) * inner + i; b += dy[k]; s += dy[k] * (x[k] - mean[c]) * inverse[c]; }
            dScale[c] = (float)s; dBias[c] = (float)b;
        }
    }
    public static void BackwardData(float* dy, float* x, float* scale, float* mean, float* inverse, float* dScale, float* dBias, float* dx, int batch, int channels, int inner, bool batchStatistics, bool accumulate, WorkerPool w)
    {
        float count = (float)batch * inner;
        for (int n = 0; n < batch; n++) for (int c = 0; c < channels; c++) for (int i = 0; i < inner; i++)
        {
            long k = ((long)n * channels + c) * inner + i;
            float g = dy[k];
            if (batchStatistics) g -= (dBias[c] + (x[k] - mean[c]) * inverse[c] * dScale[c]) / count;
            dx[k] = (accumulate ? dx[k] : 0) + g * scale[c] * inverse[c];
        }
    }
}

internal static unsafe class Pooling
{
    public static void MaxForward(float* x, float* y, int* indices, PoolingSizes s, WorkerPool w)
    {
        for (int p = 0, o = 0; p < s.Planes; p++) for (int i = 0; i < s.OutHeight; i++) for (int j = 0; j < s.OutWidth; j++, o++)
        {
            float best = float.NegativeInfinity; int at = -1;
            for (int a = 0; a < s.Size; a++) for (int b = 0; b < s.Size; b++)
            {
                int r = i * s.Stride - s.Padding + a, c = j * s.Stride - s.Padding + b;
                if (r < 0 || c < 0 || r >= s.Height || c >= s.Width) continue;
                int k = r * s.Width + c; float v = x[(long)p * s.Height * s.Width + k];
                if (v > best || at < 0) { best = v; at = k; }
            }
            y[o] = best; indices[o] = at;
        }
    }
    public static void MaxBackward(float* dy, int* indices, float* dx, PoolingSizes s, bool accumulate, WorkerPool w)
    {
        int plane = s.Height * s.Width, outs = s.OutHeight * s.OutWidth;
        if (!accumulate) new Span<float>(dx, s.Planes * plane).Clear();
        for (int p = 0; p < s.Planes; p++) for (int o = 0; o < outs; o++) dx[p * plane + indices[p * outs + o]] += dy[p * outs + o];
    }
    public static void AverageForward(float* x, float* y, PoolingSizes s, bool all, WorkerPool w)
    {
        for (int p = 0, o = 0; p < s.Planes; p++) for (int i = 0; i < s.OutHeight; i++) for (int j = 0; j < s.OutWidth; j++, o++)
        {
            double sum = 0; int n = 0;
            for (int a = 0; a < s.Size; a++) for (int b = 0; b < s.Size; b++)
            {
                int r = i * s.Stride - s.Padding + a, c = j * s.Stride - s.Padding + b;
                if (r < 0 || c < 0 || r >= s.Height || c >= s.Width) continue;
                sum += x[(long)p * s.Height * s.Width + r * s.Width + c]; n++;
            }
            y[o] = (float)(sum / (all ? s.Size * s.Size : n));
        }
    }
    public static void AverageBackward(float* dy, float* dx, PoolingSizes s, bool all, bool accumulate, WorkerPool w)
    {
        if (!accumulate) new Span<float>(dx, s.Planes * s.Height * s.Width).Clear();
        for (int p = 0, o = 0; p < s.Planes; p++) for (int i = 0; i < s.OutHeight; i++) for (int j = 0; j < s.OutWidth; j++, o++)
        for (int pass = 0, n = 0; pass < 2; pass++)
            for (int a = 0; a < s.Size; a++) for (int b = 0; b < s.Size; b++)
            {
                int r = i * s.Stride - s.Padding + a, c = j * s.Stride - s.Padding + b;
                if (r < 0 || c < 0 || r >= s.Height || c >= s.Width) continue;
                if (pass == 0) n++; else dx[(long)p * s.Height * s.Width + r * s.Width + c] += dy[o] / (all ? s.Size * s.Size : n);
            }
    }
}
