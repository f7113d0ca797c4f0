using Frugal.Imaging;
using Labs.ClothingApi.Grader.Probes;

namespace Labs.ClothingApi.Grader;

[Task(1, "Preprocessing")]
[Points(10)]
public class PreprocessingTests : TaskFixture
{
    /// <summary>Three levels of 255 at the default std of 0.25: another rounding is no mistake, another filter or order is.</summary>
    private const float Tolerance = 3 / 255f / 0.25f;

    [Test, Hint("All reds, then all greens, then all blues; (byte / 255 - mean) / std.")]
    public void Pixels_become_normalised_planes_red_first() => Compare(UnseenPhotos.Blocks(Unseen, 96, 96), Fit.Stretch, 96, "PhotoTensor.From: the order of the planes, and mean and std");

    [Test, Hint("Letterbox: the longer side gets the size. Crop: the middle of the longer side, as long as the shorter one, then resize.")]
    public void A_picture_of_another_shape_is_stretched_letterboxed_or_cropped_as_the_model_was_trained()
    {
        foreach (var fit in Enum.GetValues<Fit>())
        {
            Compare(UnseenPhotos.Blocks(Unseen, Unseen.Next(100, 200), Unseen.Next(60, 99)), fit, 64, $"PhotoTensor.From: what it does with Fit.{fit}");
        }

        // Cropping after resizing moves the middle by half a pixel if an odd number is cut off: a large picture hides that, small ones with steep edges do not.
        for (var picture = 1; picture <= 4; picture++)
        {
            var side = Unseen.Next(12, 20);
            Compare(UnseenPhotos.Blocks(Unseen, side + 2 * Unseen.Next(2, 6) + 1, side), Fit.Crop, 64, "PhotoTensor.From: Fit.Crop cuts out the middle first, and resizes it then");
        }

        Compare(UnseenPhotos.Blocks(Unseen, 300, 2), Fit.Letterbox, 64, "PhotoTensor.From: the shorter side of a very flat picture, which rounds to 0");
        Compare(UnseenPhotos.Blocks(Unseen, 2, 300), Fit.Letterbox, 64, "PhotoTensor.From: the shorter side of a very narrow picture, which rounds to 0");
    }

    [Test, Hint("Decode with SKCodec into SKColorType.Rgba8888, then leave out the alpha.")]
    public void A_file_gives_the_same_values_as_its_pixels()
    {
        Compare(UnseenPhotos.Blocks(Unseen, 120, 90).ToJpeg(95), Fit.Stretch, 64, "A JPEG file of 120 x 90 pixels", "PhotoDecoder.Decode: the order of the colours, and the size of a row");
        Compare(UnseenPhotos.Blocks(Unseen, 80, 110).ToPng(), Fit.Letterbox, 64, "A PNG file of 80 x 110 pixels", "PhotoDecoder.Decode: width and height");
        MustNotCall("Frugal.Imaging.Photo", "Frugal.Imaging.Preprocessing.Apply", "Frugal.Imaging.Preprocessing.Square", "Frugal.Imaging.Preprocessing.Normalize");
    }

    [Test, Hint("codec.EncodedOrigin says how the picture lies; orientations 5 to 8 swap width and height.")]
    public void A_photo_stands_upright_whatever_its_orientation()
    {
        var picture = UnseenPhotos.Blocks(Unseen, 96, 64);
        for (byte orientation = 1; orientation <= 8; orientation++)
        {
            Compare(UnseenPhotos.Turned(picture, orientation), Fit.Letterbox, 48, $"A JPEG file of 96 x 64 pixels with EXIF orientation {orientation}", "codec.EncodedOrigin");
        }
    }

    [Test, Hidden, Hint("value * alpha + 255 * (255 - alpha), divided by 255; decode with SKAlphaType.Unpremul.")]
    public void Transparent_parts_of_a_PNG_file_lie_over_white() => Compare(UnseenPhotos.Transparent(Unseen, 64), Fit.Stretch, 64, "A PNG file with transparent parts");

    [Test, Hidden, Hint("A photo may be decoded at a part of its size, but both sides have to stay at least twice the model's.")]
    public void A_photo_much_larger_than_the_model_takes_gives_the_same_values()
    {
        var file = UnseenPhotos.Blocks(Unseen, Unseen.Next(900, 1200), Unseen.Next(600, 800)).ToJpeg(95);

        // A decoder may hand a large photo over at a part of its size, which moves the crop by a part of a pixel.
        Check(Prepared(file, Fit.Crop, 96, "A large JPEG file"), new Preprocessing { Size = 96, Fit = Fit.Crop }.Apply(Photo.Decode(file)), Expect.For("A large JPEG file, Crop"), 3 * Tolerance);
        var large = HostileFiles.Large();
        for (var time = 1; time <= 3; time++)
        {
            Prepared(large, Fit.Stretch, 96, $"A PNG file of 4,800 x 4,800 pixels, decoded once more ({time} of 3), when the room of the one before is free again");
        }
    }

    [Test, Hint("What stands before the comma of a data URL is no base64.")]
    public void Base64_is_read_bare_and_as_a_data_url()
    {
        var bytes = new byte[Unseen.Next(200, 400)];
        Unseen.NextBytes(bytes);
        var text = Convert.ToBase64String(bytes);
        foreach (var (what, sent) in new[] { ("Base64 without a prefix", text), ("A data URL, \"data:image/jpeg;base64,\" and the text", $"data:image/jpeg;base64,{text}"), ("The same with DATA in capitals", $"DATA:image/jpeg;base64,{text}") })
        {
            var answer = Student.Call(PhotoProbes.Text, sent);

            var expect = Expect.For($"{what}, of {bytes.Length} bytes", "Base64Photo.Decode: where the text begins, and how many bytes were written");
            expect.Equal("the problem", answer.Code, null);
            expect.Equal("bytes, in number:", answer.Bytes?.Length ?? 0, bytes.Length);
            expect.Equal("the bytes", answer.Bytes, bytes);
        }
    }

    [TestCase("%%%", TestName = "Broken base64 is a problem of the client: letters that base64 does not have")]
    [TestCase("data:image/png;base64,@@", TestName = "Broken base64 is a problem of the client: the same in a data URL")]
    [TestCase("data:image/png,not base64", TestName = "Broken base64 is a problem of the client: a data URL that is not in base64")]
    [TestCase("", TestName = "Broken base64 is a problem of the client: a text of no characters")]
    [TestCase("data:image/png;base64,", TestName = "Broken base64 is a problem of the client: a data URL of no data")]
    public void Broken_base64_is_a_problem_of_the_client(string text)
    {
        var answer = Student.Call(PhotoProbes.Text, text);

        var expect = Expect.For(text.Length > 0 ? $"The text {text}" : "The text of no characters", "Base64Photo.Decode: PhotoProblems.BrokenBase64, also when no byte comes out");
        expect.That(answer.Code is not null, "the problem broken_base64", $"{answer.Bytes.Length} bytes and no problem");
        expect.Equal("the problem", answer.Code, "broken_base64");
        expect.Equal("the status", answer.Status, 400);
    }

    [Test, Hint("SKCodec.Create gives null for what it does not know; GetPixels returns SKCodecResult.")]
    public void What_is_no_picture_is_refused()
    {
        Refused("A text", "Just text."u8.ToArray());
        Refused("A web page that begins like a JPEG file", HostileFiles.Polyglot());
        Refused("A PNG file without its last 200 bytes", UnseenPhotos.Blocks(Unseen, 200, 200).ToPng()[..^200]);

        void Refused(string what, byte[] file) => Expect.For(what, "PhotoDecoder.Decode: what SKCodec.Create and GetPixels return").Equal("the problem", Refusal(file), "not_an_image");
    }

    [Test, Hint("Look at codec.Info before you make room for the pixels.")]
    public void A_picture_of_too_many_pixels_is_refused_before_it_is_decoded() =>
        Expect.For("A PNG file of 30,000 x 30,000 pixels, where 24 million are allowed", "PhotoDecoder.Decode: codec.Info").Equal("the problem", Refusal(HostileFiles.Bomb()), "too_many_pixels");

    private string? Refusal(byte[] file) => Student.Call(PhotoProbes.Prepare, new PhotoRequest(file, 96, nameof(Fit.Stretch))).Code;

    private void Compare(RgbImage picture, Fit fit, int size, string look)
    {
        var values = Student.Call(PhotoProbes.FromPixels, new PixelRequest(picture.Pixels, picture.Width, picture.Height, size, fit.ToString()));

        Check(values, new Preprocessing { Size = size, Fit = fit }.Apply(picture), Expect.For($"A decoded picture of {picture.Width} x {picture.Height} pixels for a model of {size} x {size}, {fit}", look));
    }

    private void Compare(byte[] file, Fit fit, int size, string what, string? look = null)
    {
        Check(Prepared(file, fit, size, what), new Preprocessing { Size = size, Fit = fit }.Apply(Photo.Decode(file)), Expect.For($"{what} for a model of {size} x {size}, {fit}", look));
    }

    private float[] Prepared(byte[] file, Fit fit, int size, string what)
    {
        var answer = Student.Call(PhotoProbes.Prepare, new PhotoRequest(file, size, fit.ToString()));

        Expect.For(what, "PhotoDecoder.Decode: it refuses a file that is a picture").Equal("the problem", answer.Code, null);
        return answer.Values;
    }

    private static void Check(float[] values, float[] expected, Expect expect, float tolerance = Tolerance) => expect.Near("value", values, expected, tolerance);
}
