using Frugal.Measuring;

namespace Frugal.Site.Diagrams;

/// <summary>Baseline and candidate timed in turn on a noisy machine: times scatter, the rounds' ratios do not. Simulated with a fixed seed.</summary>
internal sealed class RoundsDiagram : Diagram
{
    private const int Rounds = 25, BusyFrom = 12, BusyTo = 22;
    internal const double TrueRatio = 1.6;
    private const double Baseline = 3.4, Left = 30, Right = 352;
    private const double TimesFloor = 190, TimesHeight = 110, RatiosFloor = 368, RatiosHeight = 116;

    private static readonly (double Baseline, double Candidate, bool BaselineFirst)[] Times = Simulated();
    private static readonly double[] Ratios = [.. Times.Select(round => round.Baseline / round.Candidate)];
    internal static readonly MedianInterval Interval = MedianInterval.Of(Ratios);

    /// <summary>The wrong way: the candidate in the first half of the time, the baseline in the second.</summary>
    internal static readonly double OneAfterTheOther = Times.Skip(Rounds / 2).Average(round => round.Baseline) / Times.Take(Rounds / 2).Average(round => round.Candidate);

    public override string Name => "rounds";

    public override double Height => 412;

    public override Wording Wording { get; } = new()
    {
        { "title", "Rounds of baseline and candidate under noise", "Des séries du modèle de base et du candidat malgré le bruit" },
        {
            "description",
            "In each of {0} simulated rounds the baseline and the candidate run in a random order. While another program is busy both take longer, so that their times scatter widely. The ratio within a round hardly changes: its median is {1}, with a 95% interval from {2} to {3}; the true ratio is {4}. Timing one model in the first half and the other in the second would give {5}.",
            "Dans chacune des {0} séries simulées, le modèle de base et le candidat s'exécutent dans un ordre tiré au sort. Quand un autre programme travaille, les deux prennent plus de temps, et les temps se dispersent. Le rapport au sein d'une série ne change guère : sa médiane est {1}, avec un intervalle à 95 % de {2} à {3} ; le vrai rapport est {4}. Chronométrer un modèle dans la première moitié et l'autre dans la seconde donnerait {5}."
        },
        { "times", "Times in {0} rounds (simulated)", "Temps de {0} séries (simulées)" },
        { "baseline", "baseline", "base" },
        { "candidate", "candidate", "candidat" },
        { "busy", "machine busy", "machine occupée" },
        { "ratios", "Ratio within each round", "Rapport au sein d'une série" },
        { "median", "median {0} ({1}–{2}), true {3}", "médiane {0} ({1}–{2}), vrai {3}" },
        { "wrong", "all of one, then the other: {0}", "tout l'un, puis tout l'autre : {0}" },
        { "order", "left: ran first", "à gauche : le premier" },
        { "ms", "ms", "ms" },
    };

    public override string Description(Words words) =>
        words.With("description", Rounds, Two(words, Interval.Median), Two(words, Interval.Low), Two(words, Interval.High), Two(words, TrueRatio), Two(words, OneAfterTheOther));

    public override void Draw(Drawing drawing, Words words)
    {
        drawing.Text(new Point(8, 20), words.With("times", Rounds), TextStyle.Heading);
        Legend(drawing, words);
        TimesChart(drawing, words);
        drawing.Text(new Point(8, 230), words["ratios"], TextStyle.Heading);
        RatiosChart(drawing, words);
        drawing.Text(new Point(8, 402), words.With("median", Two(words, Interval.Median), Two(words, Interval.Low), Two(words, Interval.High), Two(words, TrueRatio)), TextStyle.Main);
    }

    private static string Two(Words words, double value) => words.Number(value, "0.00");

    /// <summary>Milliseconds: the machine drifts and is busy for some rounds; each time has noise of its own.</summary>
    private static (double, double, bool)[] Simulated()
    {
        var random = new Random(4);
        double Noise(double most) => 1 + most * random.NextDouble();
        return [.. Enumerable.Range(0, Rounds).Select(round =>
        {
            var slow = (round is >= BusyFrom and < BusyTo ? 1.6 : 1) * Noise(0.25);
            return (Baseline * slow * Noise(0.1), Baseline / TrueRatio * slow * Noise(0.1), random.Next(2) == 0);
        })];
    }

    private static double X(int round) => Left + (round + 0.5) * (Right - Left) / Rounds;

    private static void Legend(Drawing drawing, Words words)
    {
        drawing.Dot(new Point(14, 37), 4, Ink.Main);
        drawing.Text(new Point(24, 41), words["baseline"], TextStyle.Plain);
        drawing.Dot(new Point(104, 37), 4, Ink.Accent);
        drawing.Text(new Point(114, 41), words["candidate"], TextStyle.Plain);
        drawing.Text(new Point(352, 41), words["order"], TextStyle.Soft.Ending);
    }

    private static void TimesChart(Drawing drawing, Words words)
    {
        const double most = 8;
        double Y(double time) => TimesFloor - time / most * TimesHeight;
        var half = (X(1) - X(0)) / 2;
        var band = new Box(X(BusyFrom) - half, Y(most) - 20, X(BusyTo) - X(BusyFrom), TimesHeight + 20);
        drawing.Rectangle(band, Ink.Ground);
        drawing.Text(new Point(band.Centre.X, band.Y + 14), words["busy"], TextStyle.Soft.Centred);
        drawing.Text(new Point(Left - 6, Y(most) - 12), words["ms"], TextStyle.Soft.Ending);
        Axis(drawing, Y, [0, 2, 4, 6, 8], words);
        for (var round = 0; round < Rounds; round++)
        {
            var (baseline, candidate, baselineFirst) = Times[round];
            var order = baselineFirst ? -half / 3 : half / 3;
            var (first, second) = (new Point(X(round) + order, Y(baseline)), new Point(X(round) - order, Y(candidate)));
            drawing.Line(first, second, Ink.FaintLine);
            drawing.Dot(first, 3.2, Ink.Main);
            drawing.Dot(second, 3.2, Ink.Accent);
        }
    }

    private static void RatiosChart(Drawing drawing, Words words)
    {
        double Y(double ratio) => RatiosFloor - (ratio - 1) / 1.5 * RatiosHeight;
        Axis(drawing, Y, [1, 1.5, 2, 2.5], words);
        drawing.Rectangle(new Box(Left, Y(Interval.High), Right - Left, Y(Interval.Low) - Y(Interval.High)), Ink.MainPale);
        drawing.Line(new Point(Left, Y(Interval.Median)), new Point(Right, Y(Interval.Median)), Ink.MainLine);
        drawing.Line(new Point(Left, Y(OneAfterTheOther)), new Point(Right, Y(OneAfterTheOther)), Ink.AccentDashes);
        drawing.Text(new Point(Right, Y(OneAfterTheOther) - 6), words.With("wrong", Two(words, OneAfterTheOther)), TextStyle.Accent.Ending);
        for (var round = 0; round < Rounds; round++)
        {
            drawing.Dot(new Point(X(round), Y(Ratios[round])), 2.8, Ink.Dark);
        }
    }

    private static void Axis(Drawing drawing, Func<double, double> y, double[] ticks, Words words)
    {
        foreach (var tick in ticks)
        {
            drawing.Line(new Point(Left, y(tick)), new Point(Right, y(tick)), tick == ticks[0] ? Ink.DarkLine : Ink.FaintLine);
            drawing.Text(new Point(Left - 6, y(tick) + 4), words.Number(tick), TextStyle.Plain.Ending);
        }
    }
}
