namespace Frugal.Serving.Models;

/// <summary>A model that can fail for good while it is in memory: its process was killed, its device was lost.</summary>
public interface IHealthChecked
{
    /// <summary>Whether the model can still answer. If not, the pool lends it no more, frees it after its last lease and loads the model again.
    /// The pool asks often, and under its lock: answer from a field.</summary>
    bool IsHealthy { get; }
}
