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
#if SOLUTION
        var start = 0;
        if (text.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
        {
            var comma = text.IndexOf(',', StringComparison.Ordinal);
            if (comma < 0 || !text[..comma].EndsWith(";base64", StringComparison.OrdinalIgnoreCase))
            {
                throw PhotoProblems.BrokenBase64();
            }

            start = comma + 1;
        }

        var bytes = new byte[(text.Length - start) / 4 * 3 + 3];
        return Convert.TryFromBase64Chars(text.AsSpan(start), bytes, out var length) && length > 0 ? bytes[..length] : throw PhotoProblems.BrokenBase64();
#else
        throw new NotImplementedException("Task 1 - decode base64, bare or in a data URL. Hint: cut off what stands before the comma, then Convert.TryFromBase64Chars.");
#endif
    }
}
