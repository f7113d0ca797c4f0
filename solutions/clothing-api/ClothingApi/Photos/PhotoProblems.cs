using Frugal.Serving.Problems;

namespace ClothingApi.Photos;

/// <summary>What can be wrong with a picture, each told from here.</summary>
public static class PhotoProblems
{
    /// <summary>The bytes are no JPEG, PNG or WebP file.</summary>
    public static ProblemException NotAnImage() =>
        new(new(415, "not_an_image", "Not a picture", "The upload is not a picture that can be read. Send a JPEG, PNG or WebP file."));

    /// <summary>The file begins like a picture and cannot be decoded.</summary>
    public static ProblemException Damaged() =>
        new(new(422, "not_an_image", "The picture is damaged", "The picture is cut off or damaged. Copy or take it again."));

    /// <summary>The header announces more pixels than allowed.</summary>
    public static ProblemException TooManyPixels(int width, int height, long most) =>
        new(new(422, "too_many_pixels", "The picture has too many pixels", $"The picture has {width} x {height} pixels; {most:N0} pixels are allowed. Make it smaller first."));

    /// <summary>The file's structure asks the decoder for more work than a picture needs.</summary>
    public static ProblemException TooMuchWork(string excess) =>
        new(new(422, "too_much_work", "The picture takes too much work to decode", $"The picture is {excess}"));

    /// <summary>The text is no base64.</summary>
    public static ProblemException BrokenBase64() =>
        new(new(400, "broken_base64", "The base64 text is broken", "The picture's text is not base64. Encode the file's bytes, or send the file itself."));
}
