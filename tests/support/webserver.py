"""Find nginx for the tests and run it; install it where there is none: `python tests/support/webserver.py`."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from patience import PATIENCE

FOLDERS = ("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin", "/usr/local/bin")  # not all are in everybody's PATH
PACKAGES = "nginx libnginx-mod-http-brotli-static"
REMEDY = (
    "No nginx was found for the tests, or on Linux none that knows brotli_static. Install it "
    f"(Debian: sudo apt-get install --no-install-recommends {PACKAGES}; macOS: brew install nginx), "
    "or set NGINX to the path of one."
)
ATTEMPTS = 5
MODULES = Path("/etc/nginx/modules-enabled")
WANTS_BROTLI = sys.platform == "linux"  # Homebrew's nginx has no such module: there, gzip has to do
MAIN = """
{modules}
daemon off;
master_process off;  # one process, with the rights of the tests
pid {folder}/pid;
error_log {folder}/errors.log;
events {{ worker_connections 256; }}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/bodies;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


def find_nginx() -> str | None:
    """Return the path of an nginx that can do what the tests ask, or None."""
    found = os.environ.get("NGINX") or shutil.which("nginx", path=os.pathsep.join([os.environ["PATH"], *FOLDERS]))
    return found if found and (_knows_brotli(found) or not WANTS_BROTLI) else None


def install_nginx() -> None:
    """Install nginx where that can be done without asking: as root on Debian, with Homebrew on macOS."""
    if sys.platform == "darwin" and shutil.which("brew"):
        subprocess.run(["brew", "install", "--quiet", "nginx"], check=True)
    elif os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in ("apt-get update -qq", f"apt-get install -y -qq --no-install-recommends {PACKAGES}"):
            subprocess.run(command.split(), check=True, env=environment, stdout=subprocess.DEVNULL)


def find_port() -> int:
    """Return a port of this machine that was free a moment ago."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def write_main(folder: Path) -> Path:
    """Write nginx's main configuration, which reads `site.conf` beside it and keeps everything in `folder`."""
    path = folder / "nginx.conf"
    modules = f"include {MODULES}/*.conf;" if MODULES.is_dir() else ""
    path.write_text(MAIN.format(folder=folder, modules=modules), encoding="utf-8")
    return path


@contextmanager
def running(folder: Path, write_site: str) -> Iterator[int]:
    """Run nginx with the server block `write_site`, in which `{port}` stands for the port; yield that."""
    nginx = find_nginx()
    assert nginx, REMEDY
    main = write_main(folder)
    for _ in range(ATTEMPTS):  # somebody else may take the port first
        port = find_port()
        (folder / "site.conf").write_text(write_site.replace("{port}", str(port)), encoding="utf-8")
        with _start(nginx, main) as process:
            if _is_up(process, port):
                yield port
                return
    raise AssertionError((folder / "errors.log").read_text(encoding="utf-8"))


@contextmanager
def _start(nginx: str, main: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [nginx, "-c", str(main), "-e", str(main.with_name("errors.log"))]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE)
            finally:
                process.kill()


def _is_up(process: subprocess.Popen[bytes], port: int) -> bool:
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=PATIENCE).close()
        except ConnectionRefusedError:
            time.sleep(0.02)
        else:
            # The answer may be that of whoever took the port; then nginx ends.
            return process.poll() is None
    return False


def _knows_brotli(nginx: str) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        main = write_main(Path(folder))
        (main.parent / "site.conf").write_text("brotli_static on;", encoding="utf-8")
        command = [nginx, "-t", "-q", "-c", str(main), "-e", str(main.parent / "errors.log")]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    if find_nginx() is None:
        install_nginx()
    if find_nginx() is None:
        sys.exit(REMEDY)
