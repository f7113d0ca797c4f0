using Frugal.Imaging;
using Labs.ClothingApi.Grader.Probes;

namespace Labs.ClothingApi.Grader;

[Task(1, "Preprocessing")]
[Points(12)]
[Hint("Decode with SKCodec, turn the picture upright, fit it to the square, then (byte / 255 - mean) / std, plane by plane.")]
public class PreprocessingTests : TaskFixture
{
    /// <summary>Three levels of 255 at the default std of 0.25: another rounding is no mistake, another filter or order is.</summary>
    private const float Tolerance = 3 / 255f / 0.25f;

    [Test]
    public void Pixels_become_normalised_planes_red_first()
    {
        var picture = UnseenPhotos.Blocks(Unseen, 96, 96);

        Compare(picture, Fit.Stretch, 96);
    }

    [Test]
    public void A_picture_of_another_shape_is_stretched_letterboxed_or_cropped_as_the_model_was_trained()
    {
        foreach (var fit in Enum.GetValues<Fit>())
        {
            Compare(UnseenPhotos.Blocks(Unseen, Unseen.Next(100, 200), Unseen.Next(60, 99)), fit, 64);
        }
    }

    [Test]
    public void A_file_gives_the_same_values_as_its_pixels()
    {
        var file = UnseenPhotos.Blocks(Unseen, 120, 90).ToJpeg(95);

        Compare(file, Fit.Stretch, 64);
        Compare(UnseenPhotos.Blocks(Unseen, 80, 110).ToPng(), Fit.Letterbox, 64);
        StudentsCode.MustNotUse("Frugal.Imaging.Photo", "Frugal.Imaging.Preprocessing.Apply");
    }

    [Test, Hint("codec.EncodedOrigin says how the picture lies; orientations 5 to 8 swap width and height.")]
    public void A_phones_photo_stands_upright_whatever_its_orientation()
    {
        var picture = UnseenPhotos.Blocks(Unseen, 96, 64);
        for (byte orientation = 1; orientation <= 8; orientation++)
        {
            Compare(UnseenPhotos.Turned(picture, orientation), Fit.Letterbox, 48, $"EXIF orientation {orientation}");
        }
    }

    [Test, Hidden]
    public void Transparent_parts_lie_over_white() => Compare(UnseenPhotos.Transparent(Unseen, 64), Fit.Stretch, 64);

    [Test, Hidden]
    public void Large_photos_never_seen_give_the_same_values()
    {
        var file = UnseenPhotos.Blocks(Unseen, Unseen.Next(900, 1200), Unseen.Next(600, 800)).ToJpeg(95);

        // A decoder may hand a large photo over at a part of its size, which moves the crop by a part of a pixel.
        Check(Prepared(file, Fit.Crop, 96), new Preprocessing { Size = 96, Fit = Fit.Crop }.Apply(Photo.Decode(file)), "a large file, Crop", 3 * Tolerance);
    }

    [Test]
    public void Base64_is_read_bare_and_as_a_data_url()
    {
        var bytes = new byte[Unseen.Next(200, 400)];
        Unseen.NextBytes(bytes);
        var text = Convert.ToBase64String(bytes);

        Assert.Multiple(() =>
        {
            Assert.That(Student.Call(PhotoProbes.Text, text).Bytes, Is.EqualTo(bytes), "bare base64");
            Assert.That(Student.Call(PhotoProbes.Text, $"data:image/jpeg;base64,{text}").Bytes, Is.EqualTo(bytes), "a data URL");
        });
    }

    [Test]
    public void Broken_base64_is_a_problem_of_the_client()
    {
        foreach (var text in new[] { "%%%", "data:image/png;base64,@@", "data:image/png,not base64", "" })
        {
            Assert.That(Student.Call(PhotoProbes.Text, text), Has.Property("Code").EqualTo("broken_base64").And.Property("Status").EqualTo(400), $"'{text}'");
        }
    }

    [Test, Hint("Look at codec.Info before you make room for the pixels.")]
    public void What_is_no_picture_or_too_large_is_refused_before_it_is_decoded()
    {
        var cut = UnseenPhotos.Blocks(Unseen, 200, 200).ToPng()[..^200];

        Assert.Multiple(() =>
        {
            Assert.That(Refusal("Just text."u8.ToArray()), Is.EqualTo("not_an_image"), "a text");
            Assert.That(Refusal(HostileFiles.Polyglot()), Is.EqualTo("not_an_image"), "a page that begins like a JPEG file");
            Assert.That(Refusal(cut), Is.EqualTo("not_an_image"), "a file that is cut off");
            Assert.That(Refusal(HostileFiles.Bomb()), Is.EqualTo("too_many_pixels"), "900 megapixels in a small file");
        });
    }

    private string? Refusal(byte[] file) => Student.Call(PhotoProbes.Prepare, new PhotoRequest(file, 96, nameof(Fit.Stretch))).Code;

    private void Compare(RgbImage picture, Fit fit, int size)
    {
        var values = Student.Call(PhotoProbes.FromPixels, new PixelRequest(picture.Pixels, picture.Width, picture.Height, size, fit.ToString()));

        Check(values, new Preprocessing { Size = size, Fit = fit }.Apply(picture), $"{picture.Width} x {picture.Height} pixels, {fit}");
    }

    private void Compare(byte[] file, Fit fit, int size, string what = "a file")
    {
        Check(Prepared(file, fit, size), new Preprocessing { Size = size, Fit = fit }.Apply(Photo.Decode(file)), $"{what}, {fit}");
    }

    private float[] Prepared(byte[] file, Fit fit, int size)
    {
        var answer = Student.Call(PhotoProbes.Prepare, new PhotoRequest(file, size, fit.ToString()));

        Assert.That(answer.Code, Is.Null, $"a file, {fit}");
        return answer.Values;
    }

    private static void Check(float[] values, float[] expected, string what, float tolerance = Tolerance)
    {
        Assert.That(values, Has.Length.EqualTo(expected.Length), $"{what}: 3 x size x size values are expected.");
        Assert.That(values.Zip(expected, (a, b) => Math.Abs(a - b)).Max(), Is.LessThan(tolerance), $"{what}: the largest difference of a value.");
    }
}
