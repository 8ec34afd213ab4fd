from __future__ import annotations

import http.client
import subprocess
import sys


def test_the_command_serves_in_the_foreground():
    command = [sys.executable, "-m", "crawler.sample", "--edition", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        said = running.stdout.readline()
        address = said.removeprefix("http://").partition("/")[0]
        connection = http.client.HTTPConnection(address, timeout=120)
        connection.request("GET", "/")
        answer = connection.getresponse()
        assert answer.status == 200
        assert b"The Quarter Call" in answer.read()
        connection.close()
        running.terminate()
        assert running.stderr.read() == ""
