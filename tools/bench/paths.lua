-- Cycles through the paths of the file PATHS, one a line, and prints one RESULT line:
-- requests/s, p50 ms, p99 ms, worst ms, bytes per answer, faults (other statuses than 2xx and 3xx, broken connections).
local requests, count, at = {}, 0, 0

function init(arguments)
  for path in io.lines(os.getenv("PATHS")) do
    count = count + 1
    requests[count] = wrk.format("GET", path)
  end
end

function request()
  at = at % count + 1
  return requests[at]
end

function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("RESULT %.1f %.3f %.3f %.3f %.0f %d\n",
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    latency.max / 1000, summary.bytes / math.max(1, summary.requests),
    e.status + e.connect + e.read + e.write + e.timeout))
end
