namespace Browser.Tests.Page;

/// <summary>What is sent: a small upright JPEG, whatever the camera took.</summary>
public class UploadTests : PageTest
{
    [Test]
    public async Task A_large_photo_is_made_smaller_before_it_is_sent()
    {
        await Visit();
        var photo = Photos.Large();

        await Choose(photo);
        await Found();

        var upload = Shop.Uploads.Single();
        Assert.That((upload.Image.Width, upload.Image.Height, upload.ContentType), Is.EqualTo((384, 256, "image/jpeg")));
        Assert.That(upload.Bytes, Has.Length.LessThan(photo.Length / 15));
        await Expect(Page.Locator("#facts")).ToContainTextAsync("2400 × 1600");
        await Expect(Page.Locator("#facts")).ToContainTextAsync("384 × 256");
    }

    [Test]
    public async Task A_small_photo_is_not_made_larger()
    {
        await Visit();

        await Choose(Photos.Garment(0));
        await Found();

        Assert.That((Shop.Uploads.Single().Image.Width, Shop.Uploads.Single().Image.Height), Is.EqualTo((96, 96)));
    }

    [TestCase(1, 240, 120, 10, 60)]
    [TestCase(3, 240, 120, 230, 60)]
    [TestCase(6, 120, 240, 60, 10)]
    [TestCase(8, 120, 240, 60, 230)]
    public async Task A_photo_is_turned_as_its_camera_noted(int orientation, int width, int height, int redX, int redY)
    {
        await Visit();

        await Choose(Photos.Turned((ushort)orientation));
        await Found();

        var image = Shop.Uploads.Single().Image;
        Assert.That((image.Width, image.Height), Is.EqualTo((width, height)));
        Assert.That(image[redX, redY][0], Is.GreaterThan(180), "red where it belongs");
        Assert.That(image[width - 1 - redX, height - 1 - redY][2], Is.GreaterThan(180), "blue across from it");
    }

    [Test]
    public async Task A_cameras_notes_stay_at_home()
    {
        await Visit();

        await Choose(Photos.Turned(6));
        await Found();

        Assert.That(Shop.Uploads.Single().Bytes.AsSpan().IndexOf("Exif"u8), Is.EqualTo(-1));
    }

    [Test]
    public async Task What_is_transparent_becomes_white()
    {
        await Visit();
        var clear = await Page.EvaluateAsync<string>("() => { const canvas = document.createElement('canvas'); canvas.width = canvas.height = 40; return canvas.toDataURL('image/png').split(',')[1]; }");

        await Choose(Convert.FromBase64String(clear), "clear.png", "image/png");
        await Found();

        Assert.That(Shop.Uploads.Single().Image[20, 20].ToArray(), Is.All.GreaterThan(250));
    }
}
