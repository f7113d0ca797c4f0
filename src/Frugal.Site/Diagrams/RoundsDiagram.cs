using Frugal.Measuring;

namespace Frugal.Site.Diagrams;

/// <summary>Baseline and candidate timed in turn on a noisy machine: times scatter, the rounds' ratios do not. Simulated with a fixed seed.</summary>
internal sealed class RoundsDiagram : Diagram
{
    private const int Rounds = 25;
    private const double TrueRatio = 1.6, Left = 30, Right = 352;
    private const double TimesFloor = 180, TimesHeight = 110, RatiosFloor = 336, RatiosHeight = 96;

    private static readonly (double Baseline, double Candidate, double Slow)[] Times = Simulated();
    private static readonly double[] Ratios = [.. Times.Select(round => round.Baseline / round.Candidate)];
    private static readonly MedianInterval Interval = MedianInterval.Of(Ratios);

    /// <summary>The wrong way: the candidate in the first half of the time, the baseline in the second.</summary>
    private static readonly double OneAfterTheOther = Times.Skip(Rounds / 2).Average(round => round.Baseline) / Times.Take(Rounds / 2).Average(round => round.Candidate);

    public override string Name => "rounds";

    public override double Height => 424;

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
        { "wrong", "one after the other: {0}", "l'un après l'autre : {0}" },
        { "ms", "ms", "ms" },
    };

    public override string Description(Words words) =>
        words.With("description", Rounds, Two(words, Interval.Median), Two(words, Interval.Low), Two(words, Interval.High), Two(words, TrueRatio), Two(words, OneAfterTheOther));

    public override void Draw(Drawing drawing, Words words)
    {
        drawing.Text(new Point(8, 20), words.With("times", Rounds), TextStyle.Heading);
        Legend(drawing, words);
        TimesChart(drawing, words);
        drawing.Text(new Point(8, 222), words["ratios"], TextStyle.Heading);
        RatiosChart(drawing, words);
        drawing.Text(new Point(8, 374), words.With("median", Two(words, Interval.Median), Two(words, Interval.Low), Two(words, Interval.High), Two(words, TrueRatio)), TextStyle.Main);
        drawing.Text(new Point(8, 396), words.With("wrong", Two(words, OneAfterTheOther)), TextStyle.Accent);
    }

    private static string Two(Words words, double value) => words.Number(value, "0.00");

    /// <summary>Milliseconds: the machine is slower in the middle rounds and drifts; each time has noise of its own.</summary>
    private static (double, double, double)[] Simulated()
    {
        var random = new Random(4);
        return [.. Enumerable.Range(0, Rounds).Select(round =>
        {
            var slow = (round is >= 14 and < 21 ? 1.7 : 1) * (1 + 0.1 * random.NextDouble());
            return (4 * slow * (1 + 0.05 * random.NextDouble()), 4 / TrueRatio * slow * (1 + 0.05 * random.NextDouble()), slow);
        })];
    }

    private static double X(int round) => Left + (round + 0.5) * (Right - Left) / Rounds;

    private static void Legend(Drawing drawing, Words words)
    {
        drawing.Dot(new Point(14, 37), 4, Ink.Main);
        drawing.Text(new Point(24, 41), words["baseline"], TextStyle.Plain);
        drawing.Dot(new Point(104, 37), 4, Ink.Accent);
        drawing.Text(new Point(114, 41), words["candidate"], TextStyle.Plain);
    }

    private static void TimesChart(Drawing drawing, Words words)
    {
        var busy = Enumerable.Range(0, Rounds).Where(round => Times[round].Slow > 1.5).ToArray();
        var half = (X(1) - X(0)) / 2;
        var band = new Box(X(busy[0]) - half, TimesFloor - TimesHeight - 16, X(busy[^1]) - X(busy[0]) + 2 * half, TimesHeight + 16);
        drawing.Rectangle(band, Ink.Ground);
        drawing.Text(new Point(band.Centre.X, band.Y + 13), words["busy"], TextStyle.Soft.Centred);
        Axis(drawing, TimesFloor, value => TimesFloor - value / 8 * TimesHeight, [0, 2, 4, 6, 8], words);
        for (var round = 0; round < Rounds; round++)
        {
            double Y(double time) => TimesFloor - time / 8 * TimesHeight;
            drawing.Line(new Point(X(round), Y(Times[round].Baseline)), new Point(X(round), Y(Times[round].Candidate)), Ink.FaintLine);
            drawing.Dot(new Point(X(round), Y(Times[round].Baseline)), 3.5, Ink.Main);
            drawing.Dot(new Point(X(round), Y(Times[round].Candidate)), 3.5, Ink.Accent);
        }
    }

    private static void RatiosChart(Drawing drawing, Words words)
    {
        double Y(double ratio) => RatiosFloor - (ratio - 1) / 1 * RatiosHeight;
        drawing.Rectangle(new Box(Left, Y(Interval.High), Right - Left, Y(Interval.Low) - Y(Interval.High)), Ink.MainPale);
        Axis(drawing, RatiosFloor, Y, [1, 1.5, 2], words);
        drawing.Line(new Point(Left, Y(Interval.Median)), new Point(Right, Y(Interval.Median)), Ink.MainLine);
        for (var round = 0; round < Rounds; round++)
        {
            drawing.Dot(new Point(X(round), Y(Ratios[round])), 3, Ink.Dark);
        }
    }

    private static void Axis(Drawing drawing, double floor, Func<double, double> y, double[] ticks, Words words)
    {
        foreach (var tick in ticks)
        {
            drawing.Line(new Point(Left, y(tick)), new Point(Right, y(tick)), y(tick) == floor ? Ink.DarkLine : Ink.FaintLine);
            drawing.Text(new Point(Left - 6, y(tick) + 4), words.Number(tick), TextStyle.Plain.Ending);
        }
    }
}
