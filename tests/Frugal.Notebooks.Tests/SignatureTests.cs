using System.Text;
using Frugal.Notebooks.Kernel;

namespace Frugal.Notebooks.Tests;

/// <summary>Signatures and frames of Jupyter messages.</summary>
public class SignatureTests
{
    /// <summary>The key of the protocol's example connection file.</summary>
    private const string Key = "a0436f6c-1916-498b-8eb9-e81ab9368e84";

    private static readonly byte[][] Parts = ["{\"msg_type\":\"x\"}"u8.ToArray(), "{}"u8.ToArray(), "{}"u8.ToArray(), "{\"a\":1}"u8.ToArray()];

    /// <summary>python3 -c "import hmac, hashlib; print(hmac.new(KEY, PARTS, hashlib.sha256).hexdigest())"</summary>
    [Test]
    public void A_signature_is_pythons_hmac() =>
        Assert.That(new MessageSigner(Key).Sign(Parts), Is.EqualTo("7635f132b4191c7f3535ba73d9cea85602cb2d181e42997ec882b350e67074b7"));

    [Test]
    public void A_message_comes_back_as_it_went()
    {
        var wire = new WireFormat(new MessageSigner(Key));
        var frames = wire.Write(new JupyterMessage(wire.Header("execute_request"), new() { ["code"] = "é\n" }));

        var read = wire.Read("me"u8.ToArray(), frames);

        Assert.That((read.Type, (string?)read.Content["code"]), Is.EqualTo(("execute_request", "é\n")));
        Assert.That(read.Identities[0], Is.EqualTo("me"u8.ToArray()));
    }

    [Test]
    public void A_wrong_signature_is_refused()
    {
        var liar = new WireFormat(new MessageSigner("another"));
        var frames = liar.Write(new JupyterMessage(liar.Header("execute_request"), []));

        Assert.That(() => new WireFormat(new MessageSigner(Key)).Read([], frames), Throws.TypeOf<InvalidDataException>().With.Message.Contain("signature"));
    }

    [Test]
    public void Missing_parts_are_refused() =>
        Assert.That(() => new WireFormat(new MessageSigner(Key)).Read([], [Encoding.ASCII.GetBytes("<IDS|MSG>"), []]), Throws.TypeOf<InvalidDataException>());

    [Test]
    public void Without_a_key_nothing_is_signed() => Assert.That(new MessageSigner("").Sign(Parts), Is.Empty);

    [TestCase("a😀b", 2, 3)]
    [TestCase("a😀b", 3, 4)]
    [TestCase("abc", 9, 3)]
    public void Places_count_code_points(string text, int codePoints, int units) =>
        Assert.That(CodePoints.ToUnits(text, codePoints), Is.EqualTo(units));

    [TestCase("{}", "no connection file")]
    [TestCase("{\"transport\":\"ipc\"}", "transport 'ipc'")]
    public void A_connection_file_of_another_kind_is_refused(string text, string why) =>
        Assert.That(() => ConnectionFile.Parse(text, "file"), Throws.TypeOf<FrugalException>().With.Message.Contain(why));
}
