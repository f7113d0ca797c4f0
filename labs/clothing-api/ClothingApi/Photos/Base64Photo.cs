namespace ClothingApi.Photos;

/// <summary>Pictures that come as text.</summary>
public static class Base64Photo
{
    /// <summary>
    /// The bytes of a picture given as base64, bare or in a data URL: <c>data:image/jpeg;base64,/9j/4AAQ...</c> (the scheme in any case; what comes before the comma has to end in <c>;base64</c>).
    /// A text that decodes to no byte at all is not a picture: it is refused like any other text that is not base64.
    /// </summary>
    /// <exception cref="Frugal.Serving.Problems.ProblemException">The text is no base64: <see cref="PhotoProblems.BrokenBase64"/>.</exception>
    public static byte[] Decode(string text)
    {
        throw new NotImplementedException("Task 1 - decode base64, bare or in a data URL. Hint: cut off what stands before the comma, then Convert.TryFromBase64Chars.");
    }
}
