namespace Frugal.Grading.Tests.Cards;

/// <summary>Texts as committed beside the tests.</summary>
internal static class Golden
{
    public static void Check(string name, string text)
    {
        var path = Tree.At($"tests/Frugal.Grading.Tests/Cards/golden/{name}");
        if (Environment.GetEnvironmentVariable("FRUGAL_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.That(text, Is.EqualTo(File.ReadAllText(path)), "run with FRUGAL_UPDATE_GOLDEN=1 to accept");
    }
}
