using System.Net;
using System.Text;

namespace Labs.ClothingApi.Grader;

[Task(6, "Predictions and health, with timings")]
[Points(14)]
[Requires(1, nameof(PreprocessingTests.A_file_gives_the_same_values_as_its_pixels))]
[Requires(2, nameof(LoadOnceTests.Fifty_callers_at_once_open_one_model))]
[Hint("Follow PredictAnswer and HealthReport property by property; take a timestamp between the steps.")]
public class EndpointTests : TaskFixture
{
    private const double Tolerance = 0.06;

    private static ReferenceShop Reference => ReferenceShop.Instance;

    [Test, Points(2)]
    public async Task A_picture_gets_all_ten_classes_the_likeliest_first()
    {
        using var shop = Open();
        var answer = await shop.PostAsync("/api/predict", Picture());

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
        var scores = answer["scores"].EnumerateArray().Select(score => score.GetProperty("probability").GetDouble()).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(scores, Has.Length.EqualTo(10));
            Assert.That(scores, Is.Ordered.Descending);
            Assert.That(scores.Sum(), Is.EqualTo(1).Within(1e-3), "the probabilities' sum");
            Assert.That(answer.Text("label"), Is.EqualTo(answer["scores"][0].GetProperty("label").ToString()), "label");
            Assert.That(answer.Number("confidence"), Is.EqualTo(scores[0]).Within(1e-6), "confidence");
            Assert.That(answer.Text("model", "name"), Is.EqualTo(ReferenceShop.Classifier), "model.name");
            Assert.That(answer.Text("model", "format"), Is.EqualTo("int8"), "model.format");
            Assert.That(answer.Number("model", "bytes"), Is.EqualTo(new FileInfo(Reference.ClassifierFile("int8")).Length), "model.bytes");
        });
    }

    [Test, Points(2)]
    public async Task File_form_and_base64_get_the_same_answer_from_either_model()
    {
        using var shop = Open();
        var picture = Picture();
        var json = Encoding.UTF8.GetBytes($$"""{"image":"data:image/jpeg;base64,{{Convert.ToBase64String(picture)}}"}""");
        foreach (var model in new[] { "int8", "fp32" })
        {
            var file = await shop.PostAsync($"/api/predict?model={model}", picture);
            var form = await shop.PostFormAsync($"/api/predict?model={model}", picture);
            var text = await shop.PostAsync($"/api/predict?model={model}", json, "application/json");

            Assert.That(file.Text("model", "format"), Is.EqualTo(model));
            Assert.That(new[] { form.Number("confidence"), text.Number("confidence") }, Is.All.EqualTo(file.Number("confidence")).Within(1e-3), "the confidences of form and base64");
        }
    }

    [Test, Points(2)]
    public async Task Every_step_is_timed()
    {
        using var shop = Open();
        await shop.PostAsync("/api/predict", Picture());
        var answer = await shop.PostAsync("/api/predict", Picture());
        var steps = new[] { "decodeMs", "preprocessMs", "queueMs", "inferenceMs" }.Select(step => answer.Number("timings", step)).ToArray();

        Assert.Multiple(() =>
        {
            Assert.That(steps, Is.All.GreaterThanOrEqualTo(0));
            Assert.That((steps[0], steps[3]), Is.Not.EqualTo((0.0, 0.0)), "decoding and inference take some time");
            Assert.That(answer.Number("timings", "totalMs"), Is.GreaterThanOrEqualTo(steps.Sum() * 0.999), "the total holds all steps");
            Assert.That(answer.Number("timings", "batch"), Is.GreaterThanOrEqualTo(1), "batch");
        });
    }

    [Test, Points(2)]
    public async Task Health_says_how_the_server_is_and_loads_nothing()
    {
        using var shop = Open();
        var before = await shop.GetAsync("/api/health");
        await shop.PostAsync("/api/predict", Picture());
        var after = await shop.GetAsync("/api/health");

        Assert.Multiple(() =>
        {
            Assert.That((before.Text("status"), before.Text("ready"), before.Text("live")), Is.EqualTo(("ok", "True", "True")), "status, ready, live");
            Assert.That((before.Text("model", "state"), after.Text("model", "state")), Is.EqualTo(("notLoaded", "ready")), "the model's state before and after the first prediction");
            Assert.That(before.Number("model", "bytes"), Is.EqualTo(new FileInfo(Reference.ClassifierFile("int8")).Length), "model.bytes");
            Assert.That(after.Number("memory", "anonymousBytes"), Is.InRange(1e6, 1e9), "memory.anonymousBytes");
            Assert.That(after.Number("uptimeSeconds"), Is.GreaterThan(0), "uptimeSeconds");
        });
        Assert.That((await shop.GetAsync("/api/health/live")).Status, Is.EqualTo(HttpStatusCode.OK), "live");
        Assert.That((await shop.GetAsync("/api/health/ready")).Status, Is.EqualTo(HttpStatusCode.OK), "ready");
    }

    [Test, Points(1)]
    public async Task Without_a_model_it_is_alive_and_not_ready()
    {
        using var shop = Shop.Open(Student, Scratch, "empty");

        Assert.That((await shop.GetAsync("/api/health")).Text("status"), Is.EqualTo("failed"));
        Assert.That((await shop.GetAsync("/api/health/live")).Status, Is.EqualTo(HttpStatusCode.OK), "live");
        Assert.That((await shop.GetAsync("/api/health/ready")).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable), "ready");
        Assert.That((await shop.PostAsync("/api/predict", Picture())).Code, Is.EqualTo("model_unavailable"));
    }

    [Test, Hidden, Points(2), AccuracyFloor(0.85)]
    public async Task Pictures_never_seen_are_named_as_the_model_names_them()
    {
        const int count = 100;
        using var shop = Open();
        var pictures = UnseenPhotos.Garments(Unseen, count);
        var right = 0;
        for (var i = 0; i < count; i++)
        {
            var file = pictures.Image(i).ToJpeg(92);
            var answer = await shop.PostAsync("/api/predict", file);
            var expected = Reference.Probabilities(file);
            right += answer.Text("label") == pictures.Classes[pictures.Label(i)] ? 1 : 0;
            foreach (var score in answer["scores"].EnumerateArray())
            {
                var at = Reference.Classes.ToList().IndexOf(score.GetProperty("label").ToString());
                Assert.That(score.GetProperty("probability").GetDouble(), Is.EqualTo(expected[at]).Within(Tolerance), $"probability of '{Reference.Classes[at]}' on an unseen picture");
            }
        }

        Judge.Accuracy(right, count);
    }

    [Test, Points(1), RamBudget("60 MB")]
    public async Task Before_the_first_request_it_takes_little_memory()
    {
        using var fresh = StudentProcess.Start(Limits, Scratch);
        using var shop = Shop.Open(fresh, Scratch, Reference.CopyTo(Scratch));
        await shop.GetAsync("/api/health");

        Judge.Ram(fresh.PeakMemory);
    }

    [Test, Hidden, Points(1)]
    public async Task Fifty_first_requests_at_once_are_all_answered()
    {
        using var shop = Open();
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => shop.PostAsync("/api/predict", Picture())));

        Assert.That(answers.Select(answer => answer.Status), Is.All.EqualTo(HttpStatusCode.OK));
    }

    [Test, Hidden, Points(1)]
    public async Task A_model_file_cut_in_half_while_serving_is_noticed_and_the_last_good_model_goes_on()
    {
        var folder = Reference.CopyTo(Scratch);
        using var shop = Shop.Open(Student, Scratch, folder);
        var picture = Picture();
        var good = await shop.PostAsync("/api/predict", picture);
        var file = File.ReadAllBytes(Reference.ClassifierFile("int8"));
        Scratch.Write($"{folder}/garments/{ReferenceShop.Classifier}.int8.onnx", file.AsSpan(0, file.Length / 2));
        var status = "ok";
        for (var attempt = 0; attempt < 40 && status == "ok"; attempt++)
        {
            var answer = await shop.PostAsync("/api/predict", picture);
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), "a prediction while the file is damaged");
            Assert.That(answer.Text("label"), Is.EqualTo(good.Text("label")));
            await Task.Delay(100);
            status = (await shop.GetAsync("/api/health")).Text("status");
        }

        Assert.That(status, Is.EqualTo("degraded"), "the health's status");
    }

    private Shop Open() => Shop.Open(Student, Scratch, Reference.CopyTo(Scratch));

    private byte[] Picture() => UnseenPhotos.Garments(Unseen, 1).Image(0).ToJpeg(92);
}
