using Frugal.Notebooks.Engine;
using Frugal.Charts.Formatting;
using Microsoft.CodeAnalysis.CSharp;

namespace Frugal.Notebooks.Tests;

/// <summary>Where checkpoints stand, written ! here; and that cells mean the same with them.</summary>
public class CheckpointInserterTests
{
    private const string Call = "global::Frugal.Notebooks.Engine.Checkpoint.Pass();";

    [TestCase("1 + 1", "1 + 1")]
    [TestCase("while (true) { x(); }", "while (true) {! x(); }")]
    [TestCase("while (true) x();", "while (true) {!x();}")]
    [TestCase("for (;;) ;", "for (;;) {!;}")]
    [TestCase("do x(); while (true);", "do {!x();} while (true);")]
    [TestCase("foreach (var a in b) foreach (var (c, d) in a) { }", "foreach (var a in b) {!foreach (var (c, d) in a) {! }}")]
    [TestCase("while (a) if (b) x(); else y(); // end", "while (a) {!if (b) x(); else y();} // end")]
    [TestCase("again: goto again;", "again:! goto again;")]
    [TestCase("switch (a) { case 1: case 2: goto case 1; }", "switch (a) { case 1: case 2:! goto case 1; }")]
    [TestCase("int F() { return 1; }", "int F() {! return 1; }")]
    [TestCase("int F() => 1;", "int F()  {!return 1;}")]
    [TestCase("void F() => x();", "void F()  {!x();}")]
    [TestCase("async Task F() => await x();", "async Task F()  {!await x();}")]
    [TestCase("async Task<int> F() => await x();", "async Task<int> F()  {!return await x();}")]
    [TestCase("int F() => throw new Exception();", "int F() => throw new Exception();")]
    [TestCase("int P => 1;", "int P  {get{!return 1;}}")]
    [TestCase("class C { int a; C() => a = 1; int P { get => a; set => a = value; } int this[int i] => i; }", "class C { int a; C()  {!a = 1;} int P { get  {!return a;} set  {!a = value;} } int this[int i]  {get{!return i;}} }")]
    [TestCase("struct S { public static S operator +(S a, S b) => a; public static implicit operator int(S a) => 1; }", "struct S { public static S operator +(S a, S b)  {!return a;} public static implicit operator int(S a)  {!return 1;} }")]
    [TestCase("Action a = () => { };", "Action a = () => {! };")]
    [TestCase("Action a = delegate { };", "Action a = delegate {! };")]
    [TestCase("Action a = () => Console.Write(1);", "Action a = () => {!Console.Write(1);};")]
    [TestCase("Func<int, Func<int, int>> f = a => b => a + b;", "Func<int, Func<int, int>> f = a => {!return b => {!return a + b;};};")]
    [TestCase("Func<Task> f = async () => await Task.Delay(1);", "Func<Task> f = async () => {!await Task.Delay(1);};")]
    [TestCase("Func<Task<int>> f = async () => await Task.FromResult(1);", "Func<Task<int>> f = async () => {!return await Task.FromResult(1);};")]
    [TestCase("Func<int> f = () => throw new Exception();", "Func<int> f = () => throw new Exception();")]
    [TestCase("System.Linq.Expressions.Expression<Func<int[], bool>> e = a => a.Any(b => b > 1);", "System.Linq.Expressions.Expression<Func<int[], bool>> e = a => a.Any(b => b > 1);")]
    [TestCase("[System.Runtime.InteropServices.UnmanagedCallersOnly] static void F() { while (true) { } }", "[System.Runtime.InteropServices.UnmanagedCallersOnly] static void F() { while (true) { } }")]
    public void Checkpoints_stand_where_code_can_go_round(string code, string expected) =>
        Assert.That(Edited(code).Text.Replace(Call, "!", StringComparison.Ordinal), Is.EqualTo(expected));

    [Test]
    public void Columns_lead_back_to_the_readers_code()
    {
        const string code = "var y = 0;\nwhile (true) { if (y > 2) throw new Exception(); }\nint F() => G();";
        var edited = Edited(code);

        var lines = edited.Text.Split('\n');
        Assert.That(edited.Column(1, 5), Is.EqualTo(5));
        Assert.That(edited.Column(2, 1 + lines[1].IndexOf("throw", StringComparison.Ordinal)), Is.EqualTo(1 + code.Split('\n')[1].IndexOf("throw", StringComparison.Ordinal)));
        Assert.That(edited.Column(2, 3), Is.EqualTo(3));
        Assert.That(edited.Column(3, 1 + lines[2].IndexOf("return", StringComparison.Ordinal)), Is.EqualTo(12));
        Assert.That(edited.Column(3, 1 + lines[2].IndexOf("G()", StringComparison.Ordinal)), Is.EqualTo(12));
    }

    [TestCase("int[] a = [1, 2]; ref int First() => ref a[0]; First() = 5; a[0]", "5")]
    [TestCase("var twice = (int n) => 2 * n; twice(21)", "42")]
    [TestCase("new[] { 1, 2, 3 }.Select(n => new { n, Square = n * n }).Where(p => p.n > 1).Sum(p => p.Square)", "13")]
    [TestCase("(from a in new[] { 1, 2 } from b in new[] { 3, 4 } where a < b select a * b).Sum()", "21")]
    [TestCase("int Count() { var n = 0; Enumerable.Range(0, 5).ToList().ForEach(_ => n++); return n; } Count()", "5")]
    [TestCase("record R(int A) { public int Twice => 2 * A; public static R operator +(R a, R b) => new(a.A + b.A); } (new R(1) + new R(2)).Twice", "6")]
    [TestCase("System.Linq.Expressions.Expression<Func<int, int>> e = n => n + 1; e.ToString()", "n => (n + 1)")]
    [TestCase("Func<object> f = () => null!; f() is null", "true")]
    [TestCase("Func<int, string> f = n => n switch { 1 => \"one\", _ => \"more\" }; f(1) + f(2)", "onemore")]
    [TestCase("$\"{string.Join(\",\", new[] { 1, 2 }.Select(n => n + 1))}\"", "2,3")]
    [TestCase("async Task<int> F() { await foreach (var n in G()) return n; return 0; } async IAsyncEnumerable<int> G() { await Task.Yield(); yield return 7; } await F()", "7")]
    [TestCase("void Try(Action a) => a(); int Try<T>(Func<T> a) => 1; Try(() => int.Parse(\"2\"))", "1")]
    public async Task A_cell_means_the_same(string code, string expected)
    {
        using var engine = new CSharpEngine();

        var result = await engine.RunAsync(code, "cell", new Heard());

        Assert.That(result.Error?.Trace, Is.Null);
        Assert.That(result.Value?[Mime.Text], Is.EqualTo(expected));
    }

    [Test]
    public async Task An_exception_names_the_readers_column()
    {
        using var engine = new CSharpEngine();
        const string line = "for (var i = 0; i < 3; i++) { if (i == 2) throw new InvalidOperationException(); }";

        var result = await engine.RunAsync("var a = 1;\n" + line, "cell", new Heard());

        Assert.That((result.Error!.Spans[0].Line, result.Error.Spans[0].Column), Is.EqualTo((2, 1 + line.IndexOf("throw", StringComparison.Ordinal))));
    }

    private static EditedSource Edited(string code)
    {
        var compiler = new SubmissionCompiler(new EngineOptions());
        return CheckpointInserter.Insert((CSharpCompilation)compiler.Next(code, "cell", Course.Basis));
    }
}
