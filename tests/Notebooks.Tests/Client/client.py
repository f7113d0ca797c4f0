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

LIMIT = 120


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
        client.wait_for_ready(timeout=LIMIT)
        return client

    def execute(self, code, client=None, reply_to_input=None, during=None, **options):
        """Sends code, gathers what iopub tells until idle, and the reply."""
        client = client or self.client
        told = []
        request = client.execute(code, allow_stdin=reply_to_input is not None, **options)
        end = time.monotonic() + LIMIT
        while time.monotonic() < end:
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
                time.sleep(0.5)
                during()
            if kind == "status" and content["execution_state"] == "idle":
                break
        while True:
            reply = client.get_shell_msg(timeout=LIMIT)
            if reply["parent_header"].get("msg_id") == request:
                return {"told": told, "reply": reply["content"]}

    def ask(self, request, client=None):
        client = client or self.client
        while True:
            reply = client.get_shell_msg(timeout=LIMIT)
            if reply["parent_header"].get("msg_id") == request:
                return reply["content"]

    def close(self):
        pid = self.manager.provisioner.process.pid
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=False)
        for _ in range(100):
            if not os.path.exists(f"/proc/{pid}"):
                return True
            time.sleep(0.1)
        return False


def run(session):
    c = session.client
    result = {"info": c.kernel_info(reply=True, timeout=LIMIT)["content"]}
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
    result = {"loop": session.execute("while (true) { }", during=session.manager.interrupt_kernel)}
    result["sleep"] = session.execute("Thread.Sleep(-1);", during=session.manager.interrupt_kernel)
    process = session.manager.provisioner.process
    result["signal"] = session.execute("await Task.Delay(-1);", during=lambda: os.kill(process.pid, signal.SIGINT))
    result["after"] = session.execute("\"alive\"")
    return result


def abort(session):
    c = session.client
    requests = [c.execute(code) for code in ("Thread.Sleep(300); throw new Exception(\"first\");", "1", "2")]
    replies = {}
    while len(replies) < 3:
        reply = c.get_shell_msg(timeout=LIMIT)
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
    session = Session()
    result = globals()[sys.argv[1]](session)
    result["ended"] = session.close()
    print(json.dumps(result))


main()
