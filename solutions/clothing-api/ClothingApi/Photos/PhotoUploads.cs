using System.Text.Json;
using Frugal.Imaging;
using Frugal.Serving.Limits;
using Frugal.Serving.Problems;

namespace ClothingApi.Photos;

/// <summary>A picture out of a request: a form with the file "image", the file itself, or JSON with its base64 text.</summary>
public sealed class PhotoUploads(ClothingSettings settings)
{
    private const string Field = "image";
    private readonly Uploads uploads = new(Unfinished.Else(() => Operations.Limits.Uploads(settings), () => new UploadLimits()));

    /// <summary>The picture's bytes: they begin like a picture, and decoding them takes no more work than a picture needs. Nothing has been decoded yet.</summary>
    /// <exception cref="ProblemException">missing_image, wrong_content_type, broken_base64, too_large, not_an_image, too_much_work or busy.</exception>
    public async Task<byte[]> ReadAsync(HttpRequest request)
    {
        var type = request.ContentType is { } full ? full.Split(';')[0].Trim().ToLowerInvariant() : "";
        var cancellation = request.HttpContext.RequestAborted;
        var bytes = type switch
        {
            "multipart/form-data" => await uploads.ReadFieldAsync(request, Field, cancellation),
            "image/jpeg" or "image/png" or "image/webp" => await uploads.ReadBodyAsync(request, cancellation),
            "application/json" => FromJson(await uploads.ReadBodyAsync(request, cancellation)),
            _ => throw new ProblemException(Problem.WrongContentType(request.ContentType, "multipart/form-data, image/jpeg, image/png, image/webp and application/json")),
        };
        return bytes is { Length: > 0 } ? Decodable(bytes) : throw new ProblemException(Problem.MissingImage($"Send a file in the form's field '{Field}', or as the body."));
    }

    private static byte[] Decodable(byte[] file) =>
        PhotoFile.FormatOf(file) == PhotoFormat.Unknown ? throw PhotoProblems.NotAnImage()
        : PhotoFile.Excess(file) is { } excess ? throw PhotoProblems.TooMuchWork(excess)
        : file;

    private static byte[]? FromJson(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, ApiJson.Default.JsonUpload)?.Image is { Length: > 0 } text ? Base64Photo.Decode(text) : null;
        }
        catch (JsonException broken)
        {
            throw new ProblemException(Problem.MissingImage($"The JSON cannot be read. Send {{\"{Field}\": \"<base64>\"}}."), broken);
        }
    }
}

/// <summary>The body of a JSON upload.</summary>
/// <param name="Image">Base64, bare or in a data URL.</param>
public sealed record JsonUpload(string? Image);
