"""Drives the kernel '.net-csharp' with Jupyter's own client and prints what came back, as JSON.

Run by the tests: python3 client.py SCENARIO, with JUPYTER_DATA_DIR pointing at the registration.
"""
import json
import os
import signal
import sys
import time
from queue import Empty

from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.manager import KernelManager

START_LIMIT = 20  # seconds until the kernel answers, on an idle machine
LIMIT = 20  # seconds that any one answer may take there
MOST = 20  # times as long it may take on a busy one


class Patience:
    """A limit that counts the share of a processor which one thread can get, as the C# tests' Patience does."""

    def __init__(self, seconds=LIMIT):
        self.seconds, self.left, self.looked = seconds, seconds, time.monotonic()

    def over(self):
        now = time.monotonic()
        self.left -= (now - self.looked) / min(slowdown(), MOST)
        self.looked = now
        return self.left <= 0

    def message(self, receive):
        """What receive, a channel's method, gives."""
        while not self.over():
            try:
                return receive(timeout=0.2)
            except Empty:
                pass
        raise TimeoutError(f"no message within {self.seconds} s as an idle machine counts them")


def slowdown():
    """Threads that run or wait for a processor, by processors."""
    if not os.path.exists("/proc/loadavg"):
        return MOST
    with open("/proc/loadavg") as file:
        return max(1, int(file.read().split()[3].split("/")[0]) / os.cpu_count())


class Session:
    def __init__(self):
        self.manager = KernelManager(kernel_name=".net-csharp")
        self.manager.start_kernel()
        self.client = self.connect()

    def connect(self):
        """A client with a session of its own: the manager's clients share one."""
        client = BlockingKernelClient(parent=self.manager, connection_file=self.manager.connection_file)
        client.load_connection_file()
        client.start_channels()
        client.wait_for_ready(timeout=START_LIMIT * MOST)
        return client

    def execute(self, code, client=None, reply_to_input=None, during=None, pause=0.5, **options):
        """Sends code, gathers what iopub tells until idle, and the reply."""
        client = client or self.client
        told = []
        request = client.execute(code, **{"allow_stdin": reply_to_input is not None, **options})
        patience = Patience()
        while not patience.over():
            if reply_to_input is not None:
                try:
                    told.append(["input_request", client.get_stdin_msg(timeout=0.2)["content"]])
                    client.input(reply_to_input)
                except Empty:
                    pass
            try:
                message = client.get_iopub_msg(timeout=0.2)
            except Empty:
                continue
            if message["parent_header"].get("msg_id") != request:
                continue
            kind, content = message["msg_type"], message["content"]
            told.append([kind, {**content, "transient": content.get("transient")}])
            if kind == "execute_input" and during is not None:
                time.sleep(pause)
                during()
            if kind == "status" and content["execution_state"] == "idle":
                return {"told": told, "reply": self.ask(request, client)}
        raise TimeoutError(f"no end of {code!r} within {LIMIT} s as an idle machine counts them; told so far: {told}")

    def ask(self, request, client=None):
        """The reply to a request that was sent."""
        client = client or self.client
        patience = Patience()
        while True:
            reply = patience.message(client.get_shell_msg)
            if reply["parent_header"].get("msg_id") == request:
                return reply["content"]

    def hear(self, words):
        """What cells write, until the words are among it."""
        told, patience = "", Patience()
        while words not in told:
            message = patience.message(self.client.get_iopub_msg)
            told += message["content"].get("text", "") if message["msg_type"] == "stream" else ""
        return told

    def close(self):
        pid = self.manager.provisioner.process.pid
        pids = [pid, *(children(pid) if os.path.exists(f"/proc/{pid}/task") else [])]
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=False)
        return gone(pids)


def run(session):
    c = session.client
    result = {"info": c.kernel_info(reply=True, timeout=LIMIT * MOST)["content"]}
    result["state"] = [session.execute(code) for code in ("var x = 40;", "await Task.Delay(5); x + 2")]
    result["stream"] = session.execute("for (var i = 0; i < 3; i++) Console.WriteLine(i); Console.Error.Write(\"bad\");")
    result["failure"] = session.execute("var ok = 1;\nundeclared + ok")
    result["thrown"] = session.execute("throw new InvalidOperationException(\"boom\");")
    result["silent"] = session.execute("1 + 1", silent=True)
    result["expressions"] = session.execute("var y = 3;", user_expressions={"twice": "2 * y", "wrong": "nothing"})
    result["display"] = session.execute("var shown = display(1); shown.Update(2); foreach (var n in new[] { 1, 2 }.WithProgress(\"work\")) { }")
    result["input"] = session.execute("Console.ReadLine() + \"!\"", reply_to_input="typed")
    result["no_input"] = session.execute("Console.ReadLine()")
    result["complete"] = session.ask(c.complete("x.ToStr", 7))
    result["complete_astral"] = session.ask(c.complete("/* \U0001F600 */ x.ToStr", 15))
    result["inspect"] = session.ask(c.inspect("Console.WriteLine", 10))
    result["is_complete"] = [session.ask(c.is_complete(code))["status"] for code in ("1 + 1", "if (true) {", "var = ;")]
    result["comm_info"] = session.ask(c.comm_info())
    result["history"] = session.ask(c.history(hist_access_type="tail", n=2))
    c.shell_channel.send(c.session.msg("no_such_request", {}))
    result["after_unknown"] = session.execute("x")
    return result


def interrupt(session):
    def stop():
        session.manager.interrupt_kernel()

    result = {name: session.execute(code, during=stop) for name, code in {
        "loop": "while (true) { }",
        "sleep": "Thread.Sleep(-1);",
        "swallowing": "while (true) { try { Thread.Sleep(-1); } catch { } }",
        "thread": "var thread = new Thread(() => { while (true) { } }); thread.Start(); thread.Join();",
    }.items()}
    result["input"] = session.execute("Console.ReadLine()", during=stop, allow_stdin=True)
    for milliseconds in range(0, 50, 10):
        result[f"early_{milliseconds}"] = session.execute("await Task.Delay(5); Thread.Sleep(-1);", during=stop, pause=milliseconds / 1000)
    process = session.manager.provisioner.process
    result["signal"] = session.execute("await Task.Delay(-1);", during=lambda: os.kill(process.pid, signal.SIGINT))
    result["failed_thread"] = session.execute("var failing = new Thread(() => throw new Exception(\"lost\")); failing.Start(); failing.Join();")
    result["overflow"] = session.execute("int Deep(int n) => Deep(n + 1) + 1; Deep(0)")
    result["after"] = session.execute("\"alive\"")
    return result


def stuck(session):
    """A cell in native code: told of after a while, and ended by a second interruption, which the kernel survives."""
    session.execute("static class C { [System.Runtime.InteropServices.DllImport(\"libc\")] public static extern int poll(nint none, ulong count, int milliseconds); }")
    request = session.client.execute("Console.Write(\"stuck\"); C.poll(0, 0, -1)")
    session.hear("stuck")
    session.manager.interrupt_kernel()
    told = session.hear("Interrupt again")
    session.manager.interrupt_kernel()
    return {"told": told, "reply": session.ask(request), "after": session.execute("\"alive\"")}


def children(pid):
    """The processes that a process started and that are still there, zombies among them."""
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        listed = file.read().split()
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/children") as file:
            listed += file.read().split()
    return sorted({int(child) for child in listed})


def gone(pids):
    """Whether the processes end within 10 seconds of an idle machine."""
    patience = Patience(10)
    while any(os.path.exists(f"/proc/{pid}") for pid in pids):
        if patience.over():
            return False
        time.sleep(0.1)
    return True


def crash(session):
    """Cells that end their process: native aborts, a segmentation fault, an exit. The next cell runs."""
    kernel = session.manager.provisioner.process.pid
    result = {"before": session.execute("#r \"TorchSharp.dll\"\nusing TorchSharp; var kept = 1;")}
    first = children(kernel)
    result["matmul"] = session.execute("// two matrices that do not fit\ntorch.ones(2, 3).matmul(torch.ones(2, 3))")
    result["after_matmul"] = session.execute("40 + 2")
    result["lost"] = session.execute("kept")
    result["segmentation"] = session.execute("System.Runtime.InteropServices.Marshal.WriteByte(1, 1);\n1")
    result["native_segmentation"] = session.execute("static class C { [System.Runtime.InteropServices.DllImport(\"libc\")] public static extern nint memset(nint to, int value, nint count); }\nC.memset(1, 0, 1)")
    result["after_segmentation"] = session.execute("6 * 7")
    result["exit"] = session.execute("Environment.Exit(3);")
    result["daemon"] = session.execute("System.Diagnostics.Process.Start(\"sleep\", \"20\"); Environment.FailFast(\"gone\");")
    result["after"] = session.execute("Console.WriteLine(\"out\"); \"alive\"")
    result["one_child"] = len(children(kernel)) == 1
    result["first_gone"] = gone(first)
    result["idle"] = session.execute("_ = Task.Run(async () => { await Task.Delay(300); Environment.FailFast(\"late\"); });")
    gone(children(kernel))
    result["after_idle"] = session.execute("\"back\"")
    os.kill(children(kernel)[0], signal.SIGSTOP)     # it ends before it has read the next cell
    result["unread"] = session.execute("\"read\"", during=lambda: os.kill(children(kernel)[0], signal.SIGKILL), pause=0.3)
    result["kernel_same"] = session.manager.provisioner.process.pid == kernel and session.manager.is_alive()
    return result


def killed(session):
    """The kernel is killed without a word while a cell is stuck in native code: the cell's process ends too."""
    kernel = session.manager.provisioner.process.pid
    session.execute("static class C { [System.Runtime.InteropServices.DllImport(\"libc\")] public static extern int poll(nint none, ulong count, int milliseconds); }")
    session.client.execute("Console.Write(\"stuck\"); C.poll(0, 0, -1)")
    session.hear("stuck")
    cells = children(kernel)
    session.manager.provisioner.process.kill()
    session.manager.provisioner.process.wait()
    return {"children": len(cells), "gone": gone(cells)}


def abort(session):
    c = session.client
    requests = [c.execute(code) for code in ("Thread.Sleep(300); throw new Exception(\"first\");", "1", "2")]
    replies, patience = {}, Patience()
    while len(replies) < 3:
        reply = patience.message(c.get_shell_msg)
        if reply["parent_header"].get("msg_id") in requests:
            replies[reply["parent_header"]["msg_id"]] = reply["content"]["status"]
    return {"statuses": [replies[request] for request in requests], "after": session.execute("3")}


def two(session):
    other = session.connect()
    first = session.execute("var shared = 1;")
    second = session.execute("shared + 1", client=other)
    other.stop_channels()
    return {"first": first, "second": second, "after": session.execute("shared + 2")}


def hostile(session):
    """A wrong key, garbage, a giant frame and clients that go away: the kernel goes on."""
    import socket
    import struct
    info = session.manager.get_connection_info()
    greeting = b"\xff" + bytes(8) + b"\x7f\x03\x01" + b"NULL".ljust(20, b"\0") + b"\0" + bytes(31)
    ready = b"\x05READY\x0bSocket-Type" + struct.pack(">I", 6) + b"DEALER"
    for payload in (b"GET / HTTP/1.1\r\n\r\n" * 8, greeting + b"\xff" * 100, greeting + bytes([4, len(ready)]) + ready + b"\x02" + struct.pack(">Q", 1 << 62), greeting[:20], greeting + bytes([4, len(ready)]) + ready + b"\x01\x05abc"):
        with socket.create_connection((info["ip"], info["shell_port"])) as raw:
            raw.sendall(payload)
    liar = BlockingKernelClient(connection_file=session.manager.connection_file)
    liar.load_connection_file()
    liar.session.key = b"another key"
    liar.start_channels()
    liar.execute("Environment.Exit(3);")
    time.sleep(1)
    liar.stop_channels()
    return {"after": session.execute("\"alive\""), "heartbeat": session.client.hb_channel.is_beating()}


def restart(session):
    before = session.execute("var gone = 1; gone")
    session.client.stop_channels()
    session.manager.restart_kernel(now=False)
    session.client = session.connect()
    return {"before": before, "after": session.execute("gone")}


def orphan(session):
    """Prints the kernel's process and leaves without a word."""
    print(json.dumps({"pid": session.manager.provisioner.process.pid}), flush=True)
    os._exit(0)


def main():
    signal.signal(signal.SIGINT, signal.default_int_handler)   # a background job begins with it ignored, and so would the kernel
    session = Session()
    result = globals()[sys.argv[1]](session)
    result["ended"] = session.close()
    print(json.dumps(result))


main()
