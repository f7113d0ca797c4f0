namespace MakeItSmall.Kit;

/// <summary>A model with its measured figures.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">The size of its file.</param>
/// <param name="WithVnni">Milliseconds per request on one core of a processor with VNNI.</param>
/// <param name="WithoutVnni">Milliseconds per request on one core of a processor without.</param>
/// <param name="Accuracy">The share of right answers, 0 to 1.</param>
public sealed record Candidate(string Name, long Bytes, double WithVnni, double WithoutVnni, double Accuracy)
{
    /// <summary>Milliseconds per request on one core of that kind of processor.</summary>
    public double Milliseconds(bool vnni) => vnni ? WithVnni : WithoutVnni;
}

/// <summary>A server, and what it has to do.</summary>
/// <param name="MostBytes">The largest file that may be shipped to it.</param>
/// <param name="RequestsPerSecond">The requests that it must answer.</param>
/// <param name="Cores">The number of its cores; each of them answers one request at a time.</param>
/// <param name="Vnni">Whether its processor has VNNI.</param>
public sealed record Server(long MostBytes, double RequestsPerSecond, int Cores, bool Vnni);
