using ClothingApi.Photos;
using Frugal.Imaging;
using Frugal.Serving.Problems;

namespace Labs.ClothingApi.Grader.Probes;

/// <summary>A file to decode and prepare.</summary>
public sealed record PhotoRequest(byte[] File, int Size, string Fit, long MaxPixels = 24_000_000);

/// <summary>What became of it: values, or the code and status of the problem that was thrown.</summary>
public sealed record PhotoAnswer(float[] Values, string? Code, int Status);

/// <summary>What became of a text: bytes, or the code of the problem that was thrown.</summary>
public sealed record TextAnswer(byte[] Bytes, string? Code, int Status);

/// <summary>Task 1, in the student's process.</summary>
public static class PhotoProbes
{
    public static PhotoAnswer Prepare(PhotoRequest request)
    {
        var preparation = new Preprocessing { Size = request.Size, Fit = Enum.Parse<Fit>(request.Fit) };
        try
        {
            return new(PhotoTensor.From(PhotoDecoder.Decode(request.File, request.MaxPixels, request.Size), preparation), null, 200);
        }
        catch (ProblemException refused)
        {
            return new([], refused.Problem.Code, refused.Problem.Status);
        }
    }

    /// <summary>Without decoding: the picture's own bytes, (height, width, 3), as they are.</summary>
    public static float[] FromPixels(PixelRequest request) =>
        PhotoTensor.From(new RgbImage(request.Width, request.Height, request.Pixels), new Preprocessing { Size = request.Size, Fit = Enum.Parse<Fit>(request.Fit) });

    public static TextAnswer Text(string text)
    {
        try
        {
            return new(Base64Photo.Decode(text), null, 200);
        }
        catch (ProblemException refused)
        {
            return new([], refused.Problem.Code, refused.Problem.Status);
        }
    }
}

/// <summary>A decoded picture.</summary>
public sealed record PixelRequest(byte[] Pixels, int Width, int Height, int Size, string Fit);
