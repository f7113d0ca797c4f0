namespace Frugal.Llama.Tests.Chats;

public class StopFilterTests
{
    [Test]
    public void A_text_passes_up_to_the_first_stop_however_it_is_split([Range(1, 200)] int seed)
    {
        var random = new Random(seed);
        var text = string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => "abc"[random.Next(3)]));
        string[] stops = ["abca", "bb", "caca"];
        var first = stops.Select(stop => text.IndexOf(stop, StringComparison.Ordinal)).Where(at => at >= 0).DefaultIfEmpty(text.Length).Min();

        var (filter, passed) = (new StopFilter(stops), "");
        for (var at = 0; at < text.Length;)
        {
            var length = Math.Min(random.Next(1, 4), text.Length - at);
            passed += filter.Pass(text.Substring(at, length));
            at += length;
        }

        passed += filter.Stopped ? "" : filter.End();
        Assert.That((passed, filter.Stopped), Is.EqualTo((text[..first], first < text.Length)), text);
    }
}
