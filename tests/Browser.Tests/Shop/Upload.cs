using Frugal.Imaging;
using Microsoft.AspNetCore.Http;

namespace Browser.Tests.Shop;

/// <summary>A photo as it reached the server.</summary>
public sealed record Upload(string Model, string? ContentType, byte[] Bytes)
{
    public RgbImage Image => Photo.Decode(Bytes);

    public static async Task<Upload> Read(IFormFile? file, string model)
    {
        using var bytes = new MemoryStream();
        await (file?.CopyToAsync(bytes) ?? Task.CompletedTask);
        return new(model, file?.ContentType, bytes.ToArray());
    }
}
