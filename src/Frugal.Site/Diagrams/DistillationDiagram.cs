namespace Frugal.Site.Diagrams;

/// <summary>Teacher and student on one picture: soft labels at a temperature, the hard label, and the loss that mixes both.</summary>
internal sealed class DistillationDiagram : Diagram
{
    private const double Temperature = 4, Row = 17;

    private static readonly string[] Classes = ["shirt", "top", "dress", "boot"];
    private static readonly double[] Teacher = [8, 4.5, 2.5, -4], Student = [3, 2.2, 1.5, -0.5], Label = [1, 0, 0, 0];

    private static readonly Box Picture = new(110, 8, 100, 30), TeacherBox = new(30, 66, 128, 60), StudentBox = new(196, 78, 84, 36);
    private static readonly Box TeacherSoft = new(16, 156, 158, 118), StudentSoft = TeacherSoft.Moved(170, 0);
    private static readonly Box Hard = new(16, 336, 158, 98), StudentHard = Hard.Moved(170, 0);
    private static readonly Box SoftLoss = new(110, 288, 140, 26), HardLoss = new(110, 448, 140, 26), Loss = new(16, 494, 328, 34);

    public override string Name => "distillation";

    public override double Height => 536;

    public override Wording Wording { get; } = new()
    {
        { "title", "A teacher, a student, and two losses", "Un maître, un élève et deux pertes" },
        {
            "description",
            "Teacher and student see the same picture. At temperature 1 the teacher is almost sure: {0} for shirt. At temperature {1} its other probabilities become visible; the student's softened probabilities are compared with them, which is the soft loss. The student's probabilities at temperature 1 are compared with the label, which is the hard loss. The loss mixes both, the soft one times T², and its gradient reaches the student only.",
            "Le maître et l'élève voient la même image. À la température 1, le maître est presque sûr : {0} pour « chemise ». À la température {1}, ses autres probabilités deviennent visibles ; celles de l'élève, adoucies aussi, leur sont comparées : c'est la perte douce. Les probabilités de l'élève à la température 1 sont comparées à l'étiquette : c'est la perte dure. La perte mêle les deux, la douce multipliée par T², et son gradient n'atteint que l'élève."
        },
        { "picture", "picture", "image" },
        { "teacher", "teacher", "maître" },
        { "fixed", "large, fixed", "grand, figé" },
        { "student", "student", "élève" },
        { "soft", "softmax, T = {0}", "softmax, T = {0}" },
        { "hard", "softmax, T = 1", "softmax, T = 1" },
        { "label", "label", "étiquette" },
        { "shirt", "shirt", "chemise" },
        { "top", "T-shirt", "t-shirt" },
        { "dress", "dress", "robe" },
        { "boot", "boot", "botte" },
        { "soft loss", "soft loss", "perte douce" },
        { "hard loss", "hard loss", "perte dure" },
        { "loss", "loss = α T² soft + (1 − α) hard", "perte = α T² douce + (1 − α) dure" },
        { "sharp", "T = 1: {0}", "T = 1 : {0}" },
        { "gradient", "gradient", "gradient" },
    };

    public override string Description(Words words) => words.With("description", words.Percent(Softmax(Teacher, 1)[0]), Temperature);

    public override void Draw(Drawing drawing, Words words)
    {
        Networks(drawing, words);
        var soft = words.With("soft", Temperature);
        Probabilities(drawing, words, (TeacherSoft, soft, Ink.Main), Softmax(Teacher, Temperature));
        Probabilities(drawing, words, (StudentSoft, soft, Ink.Accent), Softmax(Student, Temperature));
        Probabilities(drawing, words, (Hard, words["label"], Ink.Dark), Label);
        Probabilities(drawing, words, (StudentHard, words["hard"], Ink.Accent), Softmax(Student, 1));
        Sharp(drawing, words, TeacherSoft, Softmax(Teacher, 1));
        Sharp(drawing, words, StudentSoft, Softmax(Student, 1));
        Losses(drawing, words);
    }

    /// <summary>The probabilities of logits divided by a temperature.</summary>
    internal static double[] Softmax(IReadOnlyList<double> logits, double temperature)
    {
        var powers = logits.Select(logit => Math.Exp((logit - logits.Max()) / temperature)).ToArray();
        return [.. powers.Select(power => power / powers.Sum())];
    }

    private static void Networks(Drawing drawing, Words words)
    {
        foreach (var network in new[] { TeacherBox, StudentBox })
        {
            var side = network.Top.X < Picture.X ? Picture.X : Picture.Right;
            drawing.Arrow(Ink.DarkLine, new Point(side, Picture.Centre.Y), new Point(network.Top.X, Picture.Centre.Y), new Point(network.Top.X, network.Y - 2));
        }

        drawing.Rectangle(Picture, Ink.Quiet, 4);
        drawing.TextIn(Picture, words["picture"], TextStyle.Plain);
        drawing.Rectangle(TeacherBox, Ink.Main, 6);
        drawing.TextIn(TeacherBox with { Height = 34 }, words["teacher"], TextStyle.OnFill with { Size = 14 });
        drawing.TextIn(new Box(TeacherBox.X, TeacherBox.Y + 26, TeacherBox.Width, 26), words["fixed"], TextStyle.OnFill with { Bold = false });
        drawing.Rectangle(StudentBox, Ink.AccentPale, 6);
        drawing.TextIn(StudentBox, words["student"], TextStyle.Accent with { Size = 14 });
        drawing.Arrow(Ink.DarkLine, TeacherBox.Foot, new Point(TeacherBox.Foot.X, TeacherSoft.Y - 1));
        drawing.Arrow(Ink.DarkLine, StudentBox.Foot, new Point(StudentBox.Foot.X, StudentSoft.Y - 1));
    }

    private static void Probabilities(Drawing drawing, Words words, (Box Box, string Title, string Ink) chart, double[] probabilities)
    {
        var (box, title, ink) = chart;
        drawing.Rectangle(box, Ink.Ground, 6);
        drawing.Text(new Point(box.X + 8, box.Y + 18), title, TextStyle.Strong);
        for (var i = 0; i < Classes.Length; i++)
        {
            var y = box.Y + 26 + i * Row;
            drawing.Text(new Point(box.X + 8, y + 12), words[Classes[i]], TextStyle.Plain);
            drawing.Rectangle(new Box(BarsX(box), y + 2, probabilities[i] * BarsWidth, 11), ink, 1);
            drawing.Text(new Point(box.Right - 6, y + 12), words.Percent(probabilities[i]), TextStyle.Plain.Ending);
        }
    }

    private const double BarsWidth = 40;

    private static double BarsX(Box box) => box.X + 66;

    /// <summary>What a network says without temperature.</summary>
    private static void Sharp(Drawing drawing, Words words, Box box, double[] probabilities) => drawing.Text(
        new Point(box.X + 8, box.Bottom - 9), words.With("sharp", string.Join(" · ", probabilities.Select(probability => words.Number(100 * probability, "0")))), TextStyle.Soft);

    private static void Losses(Drawing drawing, Words words)
    {
        Loses(drawing, (TeacherSoft, StudentSoft), SoftLoss, words["soft loss"]);
        Loses(drawing, (Hard, StudentHard), HardLoss, words["hard loss"]);
        var (left, right) = (Loss.X - 9, Loss.Right + 9);
        drawing.Arrow(Ink.DarkLine, SoftLoss.Foot, SoftLoss.Foot.Plus(0, 11), new Point(left, SoftLoss.Bottom + 11), new Point(left, Loss.Centre.Y), new Point(Loss.X - 1, Loss.Centre.Y));
        drawing.Arrow(Ink.DarkLine, HardLoss.Foot, Loss.Top.Plus(0, -1));
        drawing.Rectangle(Loss, Ink.Quiet, 6);
        drawing.TextIn(Loss, words["loss"], TextStyle.Strong);
        drawing.Arrow(Ink.AccentDashes, new Point(Loss.Right, Loss.Centre.Y), new Point(right, Loss.Centre.Y), new Point(right, StudentBox.Centre.Y), new Point(StudentBox.Right + 2, StudentBox.Centre.Y));
        drawing.Text(new Point(right, StudentBox.Centre.Y - 7), words["gradient"], TextStyle.Accent.Ending);
    }

    private static void Loses(Drawing drawing, (Box Left, Box Right) charts, Box loss, string name)
    {
        var (left, right) = (charts.Left.X + 40, charts.Right.Right - 40);
        drawing.Arrow(Ink.DarkLine, new Point(left, charts.Left.Bottom), new Point(left, loss.Centre.Y), new Point(loss.X - 1, loss.Centre.Y));
        drawing.Arrow(Ink.DarkLine, new Point(right, charts.Right.Bottom), new Point(right, loss.Centre.Y), new Point(loss.Right + 1, loss.Centre.Y));
        drawing.Rectangle(loss, Ink.Quiet, 6);
        drawing.TextIn(loss, name, TextStyle.Strong);
    }
}
