"""Nothing is fetched, executed, unpickled or written: every process here is watched by an audit hook of its own.

An audit hook sees what C code does too, and cannot be taken off, so the watched code runs in a process of its own.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib import util
from pathlib import Path

import pytest

# What a text could try: code of Python and of the shell, a pickle, markup, a template, a formula, a path.
HOSTILE = (
    "__import__('os').system('touch evil')；`touch evil`；$(touch evil)；{{7*7}}；${7*7}；%s%n；=cmd|'/C calc'!A0\n"
    "<script src='http://127.0.0.1:9/x.js'></script><img src=http://127.0.0.1:9/x.png onerror=alert(1)>\n"
    "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>\n"
    "cos\nsystem\n(S'touch evil'\ntR.\n"
    "../../evil /etc/passwd C:\\evil \\\\127.0.0.1\\evil http://127.0.0.1:9/20240305/a.html\n"
    "3月5日，县委书记石磊主持召开縣委常委會(huì)会议，副县长方远山出席。会议指出，要抓好落实。\n"
)
# Everything with an entry in the audit table that reaches out of the process or into it; what a hook forbids raises.
WATCH = """
import json, os, sys
ALLOWED = set(json.loads(os.environ["ALLOWED"]))
COUNTED = {"socket", "subprocess", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty", "pty",
           "pickle", "marshal", "urllib", "http", "ftplib", "smtplib", "webbrowser", "ctypes.dlopen", "ctypes.call_function",
           "sqlite3", "shutil", "tempfile", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.link", "os.symlink",
           "os.chmod", "os.truncate", "os.putenv", "os.unsetenv", "exec", "compile"}
events = []
ours = [False]
def written(args):
    path, mode, flags = args
    return not isinstance(path, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND))
def hook(event, args):
    family = event.partition(".")[0]
    if event == "open" and written(args):
        found = "write " + str(args[0])
    elif family in COUNTED or event in COUNTED:
        # Importing runs the code of modules: what has a file of its own on the module path is no input.
        if event == "exec" and getattr(args[0], "co_filename", "").startswith(tuple(PATHS)):
            return
        if event == "compile" and importing():
            return
        if family == "marshal" and importing():
            return
        found = event + " " + repr(args)[:200]
    else:
        return
    if not any(found.startswith(start) for start in ALLOWED):
        events.append(found)
PATHS = [os.path.realpath(p) for p in sys.path if p] + [p for p in sys.path if p] + ["<frozen", "<attrs generated"]
def importing():
    frame = sys._getframe(2)
    while frame is not None:
        if "importlib" in frame.f_code.co_filename:
            return True
        frame = frame.f_back
    return False
sys.addaudithook(hook)
"""
