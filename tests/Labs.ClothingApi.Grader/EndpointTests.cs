using Labs.ClothingApi.Grader.Probes;

namespace Labs.ClothingApi.Grader;

[Task(7, "Predictions and health, with timings")]
[Points(10)]
public class EndpointTests : TaskFixture
{
    private const double Tolerance = 0.06;
    private const string File = nameof(PreprocessingTests.A_file_gives_the_same_values_as_its_pixels);
    private const string Once = nameof(LoadOnceTests.Fifty_callers_at_once_open_one_model);

    private static ReferenceShop Reference => ReferenceShop.Instance;

    [Test, Points(1), Hint("Follow PredictAnswer property by property.")]
    [Requires(1, File, StandIn = Parts.Photos), Requires(2, Once, StandIn = Parts.Models)]
    public async Task A_picture_gets_all_ten_classes_the_likeliest_first()
    {
        var picture = Picture();
        using var shop = Open(picture);
        var answer = await shop.PostAsync("/api/predict", picture);

        var expect = answer.Expect("PredictEndpoint.AnswerAsync: softmax, the order, and what the model is called");
        expect.Equal("the status", (int)answer.Status, 200);
        var scores = answer["scores"].EnumerateArray().Select(score => score.GetProperty("probability").GetDouble()).ToArray();
        expect.Equal("scores, in number:", scores.Length, 10);
        expect.That(scores.Zip(scores.Skip(1)).All(pair => pair.First >= pair.Second), "scores in descending order", Numbers(scores));
        expect.Near("the sum of the probabilities", scores.Sum(), 1, 1e-3);
        expect.Equal("the label", answer.Text("label"), answer["scores"][0].GetProperty("label").ToString());
        expect.Near("the confidence", answer.Number("confidence"), scores[0], 1e-6);
        expect.Equal("model.name", answer.Text("model", "name"), ReferenceShop.Classifier);
        expect.Equal("model.format", answer.Text("model", "format"), "int8");
        expect.Equal("model.bytes", answer.Number("model", "bytes"), new FileInfo(Reference.ClassifierFile("int8")).Length);
    }

    [Test, Points(1), Hint("Pass the format to services.Models.ClassifierAsync.")]
    [Requires(1, File, StandIn = Parts.Photos), Requires(2, Once, StandIn = Parts.Models)]
    public async Task File_and_form_get_the_same_answer_from_the_model_that_is_asked_for()
    {
        var picture = Picture();
        using var shop = Open(picture);
        foreach (var model in new[] { "int8", "fp32" })
        {
            var file = await shop.PostAsync($"/api/predict?model={model}", picture);
            var form = await shop.PostFormAsync($"/api/predict?model={model}", picture);

            file.Expect("the model that was asked for").Equal("model.format", file.Text("model", "format"), model);
            form.Expect("the answer for the same picture as a file").Near("the confidence", form.Number("confidence"), file.Number("confidence"), 1e-3);
        }
    }

    [Test, Points(1), Hint("Take a timestamp between the steps: Stopwatch.GetTimestamp, GetElapsedTime.")]
    [Requires(1, File, StandIn = Parts.Photos), Requires(2, Once, StandIn = Parts.Models)]
    public async Task Every_step_is_timed_and_the_total_holds_them_all()
    {
        var picture = Picture();
        using var shop = Open(picture);
        await shop.PostAsync("/api/predict", picture);
        var answer = await shop.PostAsync("/api/predict", picture);
        string[] names = ["decodeMs", "preprocessMs", "queueMs", "inferenceMs"];
        var steps = names.Select(step => answer.Number("timings", step)).ToArray();

        var expect = answer.Expect("the timings of PredictEndpoint.AnswerAsync");
        expect.That(steps.All(step => step >= 0), "times of 0 ms or more for decode, preprocess, queue and inference", Numbers(steps));
        expect.That(steps[0] > 0 && steps[3] > 0, "decodeMs and inferenceMs above 0", Numbers([steps[0], steps[3]]));
        expect.That(answer.Number("timings", "totalMs") >= steps.Sum() * 0.999, FormattableString.Invariant($"a totalMs of at least {steps.Sum():G4}, the sum of the steps"), FormattableString.Invariant($"{answer.Number("timings", "totalMs"):G4}"));
        expect.That(answer.Number("timings", "batch") >= 1, "a batch of 1 or more pictures", answer.Text("timings", "batch"));
    }

    [Test, Points(1.5), Hint("ServedModel.Opened and Failure open nothing; GetAsync and OnnxNetwork.Open do.")]
    public async Task Health_opens_no_model()
    {
        var folder = Reference.CopyTo(Scratch);
        Scratch.Write($"{folder}/garments/{ReferenceShop.Classifier}.int8.onnx", "This is no model."u8);
        using var shop = Shop.Open(Student, Scratch, folder);
        for (var asked = 0; asked < 3; asked++)
        {
            var health = await shop.GetAsync("/api/health");

            var expect = health.Expect("HealthEndpoint.Report: it opens a model, or reads its file. Here the int8 file is damaged, which nobody can know who has not opened it");
            expect.Equal("the status", health.Text("status"), "ok");
            expect.Equal("the model's state", health.Text("model", "state"), "notLoaded");
            expect.Equal("model.bytes, the file's size:", health.Number("model", "bytes"), 17);
            await Task.Delay(100);                            // for a model that is opened in the background
        }

        var models = await shop.GetAsync("/api/models");
        models.Expect("HealthEndpoint.Report: it opened a model").That(models.Json.EnumerateArray().All(model => !model.GetProperty("loaded").GetBoolean()), "no model loaded after three questions for health", "one that is");
    }

    [Test, Points(1), Hint("PreparedFolder.IsBeingMade: a start is not a failure.")]
    public void Health_tells_a_normal_start_from_a_failure()
    {
        var (int8, fp32) = ($"{ReferenceShop.Classifier}.int8.onnx", $"{ReferenceShop.Classifier}.fp32.onnx");
        State("No model file, and the files are being made", [], beingMade: true, "starting", ready: false);
        State("Only the fp32 file, and the files are being made", [fp32], beingMade: true, "starting", ready: false);
        State("Both model files, and the files are being made again", [int8, fp32], beingMade: true, "ok", ready: true);
        State("Both model files", [int8, fp32], beingMade: false, "ok", ready: true);
        State("Only the fp32 file, and nothing is being made", [fp32], beingMade: false, "degraded", ready: true);
        State("Only the int8 file, and nothing is being made", [int8], beingMade: false, "degraded", ready: true);
        State("No model file, and nothing is being made", [], beingMade: false, "failed", ready: false);
    }

    [Test, Points(0.5), Hint("MemorySnapshot.OfThisProcess; Process.GetCurrentProcess().StartTime.")]
    public async Task Health_gives_memory_and_uptime_and_its_short_forms_answer_200()
    {
        using var shop = Open();
        var health = await shop.GetAsync("/api/health");

        health.Expect("MemorySnapshot.OfThisProcess().Anonymous").Between("memory.anonymousBytes", health.Number("memory", "anonymousBytes"), 1e6, 1e9);
        health.Expect("the process's start time").Between("uptimeSeconds", health.Number("uptimeSeconds"), 1e-3, 1e5);
        foreach (var path in new[] { "/api/health/live", "/api/health/ready" })
        {
            var answer = await shop.GetAsync(path);
            answer.Expect("HealthReport.Live and Ready").Equal("the status", (int)answer.Status, 200);
        }
    }

    [Test, Points(0.5)]
    [Requires(2, Once, StandIn = Parts.Models)]
    public async Task Without_a_model_it_is_alive_and_not_ready()
    {
        using var shop = Shop.Open(Student, Scratch, "empty", new Gifts(Models: StandsIn(Parts.Models)));
        var (health, live, ready) = (await shop.GetAsync("/api/health"), await shop.GetAsync("/api/health/live"), await shop.GetAsync("/api/health/ready"));
        var answer = await shop.PostAsync("/api/predict", Picture());

        health.Expect("a shop without model files").Equal("the status", health.Text("status"), "failed");
        live.Expect("live: the process answers, whatever is missing").Equal("the status", (int)live.Status, 200);
        ready.Expect("ready: status ok or degraded").Equal("the status", (int)ready.Status, 503);
        answer.Expect("a FrugalException, which the server turns into a problem").Equal("the problem", answer.Code, "model_unavailable");
    }

    [Test, Hidden, Points(1.5), AccuracyFloor(0.85)]
    [Requires(1, File, StandIn = Parts.Photos), Requires(2, Once, StandIn = Parts.Models)]
    public async Task Pictures_never_seen_get_the_probabilities_that_the_model_gives_them()
    {
        const int count = 100;
        var pictures = UnseenPhotos.Garments(Unseen, count);
        byte[][] files = [.. Enumerable.Range(0, count).Select(i => pictures.Image(i).ToJpeg(92))];
        using var shop = Open(files);
        var right = 0;
        for (var i = 0; i < count; i++)
        {
            var answer = await shop.PostAsync("/api/predict", files[i]);
            var expected = Reference.Probabilities(files[i]);
            right += answer.Text("label") == pictures.Classes[pictures.Label(i)] ? 1 : 0;
            foreach (var score in answer["scores"].EnumerateArray())
            {
                var label = score.GetProperty("label").ToString();
                var at = Reference.Classes.ToList().IndexOf(label);
                answer.Expect().That(at >= 0, "a label of the model's metadata", $"\"{label}\"");
                answer.Expect().Near($"the probability of {label}", score.GetProperty("probability").GetDouble(), expected[at], Tolerance);
            }
        }

        Judge.Accuracy(right, count);
    }

    [Test, Points(0.5), RamBudget("60 MB")]
    public async Task Before_the_first_request_it_takes_little_memory()
    {
        using var fresh = StudentProcess.Start(Limits, Scratch);
        using var shop = Shop.Open(fresh, Scratch, Reference.CopyTo(Scratch));
        await shop.GetAsync("/api/health");

        Judge.Ram(fresh.PeakMemory);
    }

    [Test, Hidden, Points(0.5)]
    [Requires(1, File, StandIn = Parts.Photos), Requires(2, Once, StandIn = Parts.Models)]
    public async Task Fifty_first_requests_at_once_are_all_answered()
    {
        var picture = Picture();
        using var shop = Open(picture);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => shop.PostAsync("/api/predict", picture)));

        foreach (var answer in answers)
        {
            answer.Expect().Equal("the status", (int)answer.Status, 200);
        }
    }

    [Test, Hidden, Points(1), Hint("\"degraded\": ServedModel.Failure of either model.")]
    [Requires(1, File, StandIn = Parts.Photos), Requires(2, Once)]
    public async Task A_model_file_cut_in_half_while_serving_makes_health_degraded_and_the_last_good_model_goes_on()
    {
        var folder = Reference.CopyTo(Scratch);
        var picture = Picture();
        using var shop = Shop.Open(Student, Scratch, folder, Gifts(picture));
        var good = await shop.PostAsync("/api/predict", picture);
        var file = System.IO.File.ReadAllBytes(Reference.ClassifierFile("int8"));
        Scratch.Write($"{folder}/garments/{ReferenceShop.Classifier}.int8.onnx", file.AsSpan(0, file.Length / 2));
        var status = "ok";
        for (var attempt = 0; attempt < 40 && status == "ok"; attempt++)
        {
            var answer = await shop.PostAsync("/api/predict", picture);
            answer.Expect().Equal("the status", (int)answer.Status, 200);
            answer.Expect().Equal("the label", answer.Text("label"), good.Text("label"));
            await Task.Delay(100);
            status = (await shop.GetAsync("/api/health")).Text("status");
        }

        Expect.For("Health, after the int8 file was cut in half").Equal("the status", status, "degraded");
        Scratch.Write($"{folder}/garments/{ReferenceShop.Classifier}.int8.onnx", "This is no model."u8);
        using var again = Shop.Open(Student, Scratch, folder, Gifts(picture));
        await again.PostAsync("/api/predict", picture);
        var health = await again.GetAsync("/api/health");
        health.Expect("ServedModel.Failure of the int8 classifier").Equal("the model's state, after the server failed to open it:", health.Text("model", "state"), "failed");
    }

    private Shop Open(params byte[][] pictures) => Shop.Open(Student, Scratch, Reference.CopyTo(Scratch), Gifts(pictures));

    private Gifts Gifts(params byte[][] pictures) => new(StandsIn(Parts.Photos) ? Parts.Prepare(Scratch, pictures) : null, StandsIn(Parts.Models));

    private void State(string input, string[] files, bool beingMade, string status, bool ready)
    {
        var folder = $"health-{Guid.NewGuid():n}";
        Scratch.WriteFolder(folder, files.Prepend("").ToDictionary(name => $"garments/{name}", _ => "model"u8.ToArray()));

        var health = Student.Call(ServerProbes.Health, new HealthRequest(Scratch[folder], beingMade));

        var expect = Expect.For(input, "the cases in the comment above HealthEndpoint.Report");
        expect.Equal("the status", health.Status, status);
        expect.Equal("ready:", health.Ready, ready);
        expect.Equal("live:", health.Live, true);
        expect.Equal("the model's state", health.State, "notLoaded");
        expect.Equal("the bytes of the int8 file", health.Bytes, files.Any(name => name.Contains("int8", StringComparison.Ordinal)) ? 5 : 0);
    }

    private static string Numbers(double[] values) => string.Join(", ", values.Select(value => FormattableString.Invariant($"{value:G4}")));

    private byte[] Picture() => UnseenPhotos.Garments(Unseen, 1).Image(0).ToJpeg(92);
}
