namespace SkiaSharp;

/// <summary>Resizing: the filters of the package, evaluated at pixel centres with the edge repeated.</summary>
public unsafe partial class SKBitmap
{
    /// <returns>A resized copy, or null where the size is empty.</returns>
    public SKBitmap? Resize(SKSizeI size, SKSamplingOptions sampling) => Resize(Info.WithSize(size), sampling);

    /// <inheritdoc cref="Resize(SKSizeI, SKSamplingOptions)"/>
    public SKBitmap? Resize(SKImageInfo info, SKSamplingOptions sampling)
    {
        if (info.IsEmpty)
        {
            return null;
        }

        var destination = new SKBitmap(info);
        if (ScalePixels(destination, sampling))
        {
            return destination;
        }

        destination.Dispose();
        return null;
    }

    public bool ScalePixels(SKBitmap destination, SKSamplingOptions sampling)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (IsNull || IsEmpty || destination.IsNull || destination.IsEmpty)
        {
            return false;
        }

        if (destination.Info.WithSize(Info.Size) != Info)
        {
            using var converted = new SKBitmap(destination.Info.WithSize(Info.Size));
            CopyPixelsTo(converted);
            return converted.ScalePixels(destination, sampling);
        }

        var shrink = Math.Max((float)Width / destination.Width, (float)Height / destination.Height);
        if (!sampling.UseCubic && sampling.Mipmap != SKMipmapMode.None && shrink >= 2)
        {
            using var half = Halve();
            return half.ScalePixels(destination, sampling);
        }

        Sample(destination, sampling);
        return true;
    }

    /// <summary>The next mip level: the mean of 2x2 pixels.</summary>
    private SKBitmap Halve()
    {
        var half = new SKBitmap(Info.WithSize(Math.Max(1, Width / 2), Math.Max(1, Height / 2)));
        for (var y = 0; y < half.Height; y++)
        {
            var top = pixels + 2L * y * RowBytes;
            var bottom = pixels + Math.Min(2L * y + 1, Height - 1) * RowBytes;
            for (var x = 0; x < half.Width; x++)
            {
                var left = 2L * x * BytesPerPixel;
                var right = Math.Min(2L * x + 1, Width - 1) * BytesPerPixel;
                for (var c = 0; c < BytesPerPixel; c++)
                {
                    half.At(x, y)[c] = (byte)((top[left + c] + top[right + c] + bottom[left + c] + bottom[right + c] + 2) >> 2);
                }
            }
        }

        return half;
    }

    private void Sample(SKBitmap destination, SKSamplingOptions sampling)
    {
        var columns = Taps.For(Width, destination.Width, sampling);
        var rows = Taps.For(Height, destination.Height, sampling);
        for (var y = 0; y < destination.Height; y++)
        {
            for (var x = 0; x < destination.Width; x++)
            {
                var to = destination.At(x, y);
                for (var c = 0; c < BytesPerPixel; c++)
                {
                    var sum = 0f;
                    for (var j = 0; j < Taps.Count; j++)
                    {
                        var from = pixels + (long)rows[y].Index(j) * RowBytes + c;
                        var line = 0f;
                        for (var i = 0; i < Taps.Count; i++)
                        {
                            line += columns[x].Weight(i) * from[(long)columns[x].Index(i) * BytesPerPixel];
                        }

                        sum += rows[y].Weight(j) * line;
                    }

                    to[c] = (byte)Math.Clamp((int)MathF.Floor(sum + 0.5f), 0, 255);
                }
            }
        }
    }
}
