"""What the benchmarks share: the data, the programs they measure, and how a run is shown.

Everything lies in .build/bench (or BENCH_DIR). DIABA names another binary than .build/release/diaba, DATA an existing
folder with wards.shp, parcels.shp and lookups.txt in place of the sample.
"""
import json
import os
import random
import re
import resource
import shutil
import signal
import socket
import statistics
import struct
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

here = os.path.dirname(os.path.abspath(__file__))
root = os.path.dirname(os.path.dirname(here))
work = os.environ.get("BENCH_DIR", os.path.join(root, ".build/bench"))
diaba = os.environ.get("DIABA", os.path.join(root, ".build/release/diaba"))


def need(*programs):
    """Installs what is missing, and builds diaba if no binary is there."""
    if any(shutil.which(p) is None and shutil.which(p, path="/usr/sbin:/sbin") is None for p in programs):
        subprocess.run([os.path.join(here, "setup")], check=True)
    if not os.path.exists(diaba):
        subprocess.run(["swift", "build", "-c", "release", "--product", "diaba"], cwd=root, check=True)
    os.makedirs(work, exist_ok=True)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard if hard != resource.RLIM_INFINITY else 65536, hard))


def number(argument):
    """1000000, 100k, 1m."""
    match = re.fullmatch(r"(\d+)([km]?)", argument.lower())
    if not match:
        sys.exit(f"not a number: {argument}")
    return int(match[1]) * {"": 1, "k": 1000, "m": 1_000_000}[match[2]]


def say_where():
    """The machine and its load: figures of a loaded machine are worth their ratios only."""
    one, five, _ = os.getloadavg()
    print(f"{os.cpu_count()} cores, load {one:.1f} (1 min), {five:.1f} (5 min); "
          f"{time.strftime('%Y-%m-%d %H:%M')}", flush=True)


def data(parcels):
    """The folder with the shapefiles: DATA, or a sample of that many parcels."""
    if os.environ.get("DATA"):
        return os.environ["DATA"]
    folder = os.path.join(work, f"sample-{parcels}")
    if not os.path.exists(os.path.join(folder, "lookups.txt")):
        partial = folder + ".partial"
        shutil.rmtree(partial, ignore_errors=True)
        subprocess.run([diaba, "sample", partial, "--parcels", str(parcels)], check=True, stderr=subprocess.DEVNULL)
        shutil.rmtree(folder, ignore_errors=True)
        os.rename(partial, folder)
    return folder


def parcel_count(folder):
    """How many parcels the folder holds, by the length of the .shx."""
    return (os.path.getsize(os.path.join(folder, "parcels.shx")) - 100) // 8


class Run:
    """One run of a program: wall and CPU seconds, peak resident megabytes."""

    def __init__(self, command, allowed=(0,)):
        begun = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        self.wall = time.monotonic() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        self.cpu = usage.ru_utime + usage.ru_stime
        self.peak = usage.ru_maxrss / 1024
        if process.returncode not in allowed:
            sys.exit(f"{' '.join(command)} ended with {process.returncode}:\n{said.decode(errors='replace')}")


def import_commands(folder, register):
    """The commands that bring a folder's wards and parcels into a register."""
    report = os.path.join(work, "report")
    return [[diaba, "import", layer, os.path.join(folder, f"{layer}.shp"), "--register", register,
             "--report", os.path.join(report, layer)] for layer in ("wards", "parcels")]


def remove_register(register):
    for end in ("", "-wal", "-shm", "-journal", ".staged"):
        if os.path.exists(register + end):
            os.remove(register + end)
    shutil.rmtree(os.path.splitext(register)[0] + ".reports", ignore_errors=True)
    shutil.rmtree(os.path.join(work, "report"), ignore_errors=True)


def register(folder):
    """A register of the folder's data, made anew when the binary is newer."""
    path = os.path.join(work, f"register-{os.path.basename(os.path.abspath(folder))}.sqlite")
    if not os.path.exists(path) or os.path.getmtime(path) < os.path.getmtime(diaba):
        remove_register(path)
        for command in import_commands(folder, path):
            Run(command, allowed=(0, 1))
        os.utime(path)
    return path


class Point:
    """A line of lookups.txt: a point and the parcel that holds it."""

    def __init__(self, line):
        self.lon, self.lat, _, self.ward, self.sheet, self.number = line.split()[:6]


def points(folder, most=200_000):
    """Points over the whole of the data, shuffled (always alike), so that no cache is flattered by neighbours.

    Rows of land of defence and security are left out: what is asked about them is refused.
    """
    with open(os.path.join(folder, "lookups.txt"), encoding="utf-8") as file:
        lines = file.readlines()
    random.Random(20).shuffle(lines)
    with open(os.path.join(folder, "parcels.dbf"), "rb") as file:
        table = file.read()
    head, length = struct.unpack_from("<HH", table, 8)
    chosen = []
    for line in lines:
        begin = head + (int(line.split()[2]) - 1) * length
        row = table[begin:begin + length]
        if b"CQP" not in row and b"CAN" not in row:
            chosen.append(Point(line))
            if len(chosen) == most:
                break
    return chosen


def path_of(point, kind):
    if kind == "lookup":
        return f"/lookup?at={point.lat},{point.lon}"
    return "/parcels/" + "/".join(urllib.parse.quote(s, safe="") for s in (point.ward, point.sheet, point.number))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def cpu_seconds(process):
    """CPU seconds that a process has used so far."""
    with open(f"/proc/{process}/stat", encoding="utf-8") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Service:
    """`diaba serve` over a register; `ready_after` is the time from start to /ready."""

    def __init__(self, path, *options):
        self.port = free_port()
        self.begun = time.monotonic()
        self.process = subprocess.Popen(
            [diaba, "serve", "--register", path, "--port", str(self.port), *options],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.said = []
        threading.Thread(target=lambda: self.said.extend(self.process.stderr), daemon=True).start()
        self.answers_after = None
        while True:
            if self.process.poll() is not None:
                sys.exit("diaba serve ended:\n" + b"".join(self.said).decode(errors="replace"))
            status = self.status("/ready")
            if status is not None and self.answers_after is None:
                self.answers_after = time.monotonic() - self.begun
            if status == 200:
                break
            time.sleep(0.005)
        self.ready_after = time.monotonic() - self.begun

    def status(self, path):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return None

    def get(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=60) as answer:
            return answer.read()

    def memory(self):
        """Resident megabytes: all, anonymous, peak."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            text = file.read()
        return [int(re.search(name + r":\s+(\d+)", text)[1]) / 1024 for name in ("VmRSS", "RssAnon", "VmHWM")]

    def cpu(self):
        """CPU seconds used so far."""
        return cpu_seconds(self.process.pid)

    def check(self, points):
        """Every one of these points must give the parcel that the list says."""
        for point in points:
            answer = json.loads(self.get(path_of(point, "lookup")))
            found = [(f["properties"]["ward"], f["properties"]["sheet"], f["properties"]["number"])
                     for f in answer["features"]]
            if (point.ward, point.sheet, point.number) not in found:
                sys.exit(f"the lookup of {point.lat},{point.lon} gives {found}, "
                         f"not {(point.ward, point.sheet, point.number)}: nothing is measured")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            print("diaba serve did not end within 10 s of SIGTERM", file=sys.stderr)


class Nginx:
    """nginx with one static file, tuned for just that."""

    def __init__(self, body):
        self.folder = os.path.join(work, "nginx")
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(os.path.join(self.folder, "www"))
        os.makedirs(os.path.join(self.folder, "tmp"))
        with open(os.path.join(self.folder, "www/answer.json"), "wb") as file:
            file.write(body)
        self.port = free_port()
        user = "user root;" if os.getuid() == 0 else ""
        temporary = " ".join(f"{kind}_temp_path {self.folder}/tmp;"
                             for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        configuration = os.path.join(self.folder, "nginx.conf")
        with open(configuration, "w", encoding="utf-8") as file:
            file.write(f"""
{user} worker_processes 2; daemon off; pid {self.folder}/nginx.pid; error_log {self.folder}/error.log warn;
events {{ worker_connections 1024; }}
http {{
  access_log off; sendfile on; tcp_nopush on; tcp_nodelay on; keepalive_requests 1000000;
  open_file_cache max=30000 inactive=600s; open_file_cache_valid 600s;
  types {{ application/geo+json json; }} {temporary}
  server {{ listen 127.0.0.1:{self.port}; root {self.folder}/www; }}
}}
""")
        program = shutil.which("nginx") or "/usr/sbin/nginx"
        self.process = subprocess.Popen([program, "-c", configuration, "-e", f"{self.folder}/error.log"])
        for _ in range(200):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/answer.json").read()
                return
            except OSError:
                time.sleep(0.02)
        sys.exit("nginx does not answer")

    def cpu(self):
        """CPU seconds that the workers have used so far."""
        with open(f"/proc/{self.process.pid}/task/{self.process.pid}/children", encoding="ascii") as file:
            return sum(cpu_seconds(int(child)) for child in file.read().split())

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(10)


class Load:
    """One run of wrk over a list of paths: requests per second, p50, p99 and worst in ms, faults."""

    def __init__(self, port, paths_file, connections, seconds):
        environment = dict(os.environ, PATHS=paths_file)
        done = subprocess.run(
            ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "--latency",
             "-s", os.path.join(here, "paths.lua"), f"http://127.0.0.1:{port}"],
            env=environment, capture_output=True, text=True, check=True)
        line = next((l for l in done.stdout.splitlines() if l.startswith("RESULT")), None)
        if line is None:
            sys.exit("wrk said:\n" + done.stdout + done.stderr)
        self.rate, self.p50, self.p99, self.worst, self.bytes, self.faults = map(float, line.split()[1:])


def write_paths(name, paths):
    file_name = os.path.join(work, name)
    with open(file_name, "w", encoding="utf-8") as file:
        file.writelines(p + "\n" for p in paths)
    return file_name


def median(values):
    return statistics.median(values)
