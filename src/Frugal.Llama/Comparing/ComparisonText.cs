namespace Frugal.Llama;

/// <summary>The course's own text for comparisons: everyday prose in English and French, and a little code. It was written for this, so that no model has learned it by heart.</summary>
public static class ComparisonText
{
    private static readonly Lazy<string> Text = new(Read);

    /// <summary>The text: about 900 words.</summary>
    public static string Default => Text.Value;

    private static string Read()
    {
        using var reader = new StreamReader(typeof(ComparisonText).Assembly.GetManifestResourceStream("comparison-text.txt")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
