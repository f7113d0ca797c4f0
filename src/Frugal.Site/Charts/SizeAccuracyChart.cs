using Frugal.Site.Checks.Figures;
using Frugal.Site.Diagrams;

namespace Frugal.Site.Charts;

/// <summary>A compressed form of the network.</summary>
/// <param name="Row">Its row in the table, from 1.</param>
/// <param name="Name">Its name in the result.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Accuracy">Its accuracy in [0, 1], where it was judged.</param>
internal sealed record Form(int Row, string Name, double Bytes, double? Accuracy);

/// <summary>The size of a table's forms, on a logarithmic scale, against their accuracy; faintly, those of the page's other tables. All charts of a page have the same axes.</summary>
internal sealed class SizeAccuracyChart : Diagram
{
    private const double Radius = 4.5, FaintRadius = 3, Together = 8, DigitHeight = 0.75;
    private static readonly Box Plot = new(44, 54, 304, 290);

    private readonly CommittedResult result;
    private readonly IReadOnlyList<Form> forms, others;
    private readonly (double Low, double High) bytes, accuracy;

    /// <param name="result">The result.</param>
    /// <param name="rows">The table's forms, the original first.</param>
    /// <param name="page">The forms of all tables of the page.</param>
    public SizeAccuracyChart(CommittedResult result, IReadOnlyList<Form> rows, IReadOnlyList<Form> page)
    {
        this.result = result;
        forms = Judged(rows);
        others = [.. Judged(page).DistinctBy(form => form.Name).ExceptBy(rows.Select(form => form.Name), form => form.Name)];
        var all = Judged([.. rows, .. page]);
        bytes = (all.Min(form => form.Bytes) / 1.35, all.Max(form => form.Bytes) * 1.35);
        accuracy = (Math.Floor(all.Min(form => form.Accuracy!.Value) * 20) / 20, Math.Ceiling(all.Max(form => form.Accuracy!.Value) * 20) / 20);
        Wording = new()
        {
            { "title", $"Size and accuracy: {result.Processor(FigureLanguage.English)}", $"Taille et exactitude : {result.Processor(FigureLanguage.French)}" },
            {
                "description",
                "Each form is a point: the smaller its file, the further left; the more accurate, the higher. The original has {0} KB and {1}. The smallest form is row {2}, {3}, with {4} KB and {5}; the most accurate is row {6}, {7}, with {8} KB and {9}. The table below has all figures.",
                "Chaque forme est un point, d'autant plus à gauche que son fichier est petit, d'autant plus haut qu'elle est exacte. L'original fait {0} Ko et atteint {1}. La plus petite forme est celle de la ligne {2}, {3}, avec {4} Ko et {5} ; la plus exacte est celle de la ligne {6}, {7}, avec {8} Ko et {9}. Le tableau ci-dessous donne tous les chiffres."
            },
            { "accuracy", "accuracy", "exactitude" },
            { "size", "KB, log scale", "Ko, échelle log." },
            { "rows", "forms of the table, by row number", "formes du tableau, par numéro de ligne" },
            { "others", "forms of this page's other tables", "formes des autres tableaux de la page" },
            { "original", "accuracy of the original: {0}", "exactitude de l'original : {0}" },
        };
    }

    public override string Name => "size-accuracy";

    public override double Height => Plot.Bottom + 102;

    public override Wording Wording { get; }

    public override string Description(Words words)
    {
        var language = FigureLanguage.Of(words.Language);
        var (smallest, best) = (forms.MinBy(form => form.Bytes)!, forms.MaxBy(form => form.Accuracy)!);
        object[] Said(Form form) => [language.Number(form.Bytes / 1e3, "#,##0"), language.Percent(form.Accuracy!.Value)];
        return words.With("description", [.. Said(forms[0]), smallest.Row, language[smallest.Name], .. Said(smallest), best.Row, language[best.Name], .. Said(best)]);
    }

    public override void Draw(Drawing drawing, Words words)
    {
        var language = FigureLanguage.Of(words.Language);
        drawing.Text(new Point(8, 20), result.Processor(language), TextStyle.Heading);
        drawing.Text(new Point(8, Plot.Y - 11), words["accuracy"], TextStyle.Soft);
        Axes(drawing, words, language);
        foreach (var form in others)
        {
            drawing.Dot(At(form), FaintRadius, Ink.Faint);
        }

        foreach (var form in forms)
        {
            drawing.Dot(At(form), Radius, Ink.Ringed(form == forms[0] ? Ink.Accent : Ink.Main));
        }

        Numbers(drawing);
        Legend(drawing, words, language);
    }

    private void Axes(Drawing drawing, Words words, FigureLanguage language)
    {
        drawing.Rectangle(Plot, Ink.Ground, 4);
        for (var share = accuracy.Low; share <= accuracy.High + 1e-9; share += 0.05)
        {
            var y = Y(share);
            drawing.Line(new Point(Plot.X, y), new Point(Plot.Right, y), Ink.FaintLine);
            drawing.Text(new Point(Plot.X - 6, y + 4.5), words.Percent(share), TextStyle.Plain.Ending);
        }

        foreach (var size in Ticks(bytes))
        {
            var x = X(size);
            drawing.Line(new Point(x, Plot.Y), new Point(x, Plot.Bottom + 4), Ink.FaintLine);
            drawing.Text(new Point(x, Plot.Bottom + 18), language.Number(size / 1e3, "#,##0"), TextStyle.Plain.Centred);
        }

        drawing.Text(new Point(Plot.Right, Plot.Bottom + 37), words["size"], TextStyle.Soft.Ending);
        drawing.Line(new Point(Plot.X, At(forms[0]).Y), new Point(Plot.Right, At(forms[0]).Y), Ink.AccentDashes);
    }

    /// <summary>1, 3, 10, 30 and so on, within a range.</summary>
    private static IEnumerable<double> Ticks((double Low, double High) range) =>
        from power in Enumerable.Range(0, 12)
        from digit in new[] { 1, 3 }
        let value = digit * Math.Pow(10, power)
        where value >= range.Low && value <= range.High
        select value;

    /// <summary>The rows' numbers beside the points; points that cover each other share a text.</summary>
    private void Numbers(Drawing drawing)
    {
        var original = At(forms[0]).Y;
        var places = new NumberPlaces(Plot, [.. forms.Select(form => Around(At(form), Radius))], [.. others.Select(form => Around(At(form), FaintRadius - 1)), Plot with { Y = original, Height = 0 }]);
        foreach (var group in Groups())
        {
            var style = group.Contains(forms[0]) ? TextStyle.Accent : TextStyle.Main;
            var text = string.Join(", ", group.Select(form => form.Row));
            var place = places.Take(group.Select(form => Around(At(form), Radius)), TextWidth.Of(text, style), DigitHeight * style.Size);
            drawing.Text(place.Foot, text, style.Centred);
        }
    }

    private List<List<Form>> Groups()
    {
        var groups = new List<List<Form>>();
        foreach (var form in forms)
        {
            var near = groups.Find(group => group.Any(other => At(other).To(At(form)) < Together));
            if (near is null)
            {
                groups.Add([form]);
            }
            else
            {
                near.Add(form);
            }
        }

        return groups;
    }

    private void Legend(Drawing drawing, Words words, FigureLanguage language)
    {
        var (y, pitch) = (Plot.Bottom + 56, 19);
        drawing.Dot(new Point(Plot.X + 8, y), Radius, Ink.Ringed(Ink.Main));
        drawing.Text(new Point(Plot.X + 24, y + 4.5), words["rows"], TextStyle.Plain);
        drawing.Dot(new Point(Plot.X + 8, y + pitch), FaintRadius, Ink.Faint);
        drawing.Text(new Point(Plot.X + 24, y + pitch + 4.5), words["others"], TextStyle.Plain);
        drawing.Line(new Point(Plot.X, y + 2 * pitch), new Point(Plot.X + 16, y + 2 * pitch), Ink.AccentDashes);
        drawing.Text(new Point(Plot.X + 24, y + 2 * pitch + 4.5), words.With("original", language.Percent(forms[0].Accuracy!.Value)), TextStyle.Plain);
    }

    private Point At(Form form) => new(X(form.Bytes), Y(form.Accuracy!.Value));

    private double X(double size) => Plot.X + Math.Log(size / bytes.Low) / Math.Log(bytes.High / bytes.Low) * Plot.Width;

    private double Y(double share) => Plot.Bottom - (share - accuracy.Low) / (accuracy.High - accuracy.Low) * Plot.Height;

    private static Box Around(Point centre, double radius) => new(centre.X - radius, centre.Y - radius, 2 * radius, 2 * radius);

    private static Form[] Judged(IEnumerable<Form> forms) => [.. forms.Where(form => form.Accuracy is not null)];
}
