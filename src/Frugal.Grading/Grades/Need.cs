namespace Frugal.Grading.Grades;

/// <summary>A test of an earlier task that a task builds on.</summary>
/// <param name="Task">The earlier task's number.</param>
/// <param name="Test">The test's name as a sentence.</param>
/// <param name="StandIn">The part that the grader gives if the test did not pass: "preprocessing". Null if tests that build on it are then not run.</param>
/// <param name="Met">Whether the test passed; also true if it was left out of this grading or could not be settled.</param>
public sealed record Need(int Task, string Test, string? StandIn, bool Met);
