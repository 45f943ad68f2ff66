package workloads

import (
	"os/exec"
	"strconv"
	"strings"
	"testing"
)

// pythonTasks computes run checksums with nothing but Python's standard
// library, written from the workloads' descriptions: the proof that another
// runtime can agree to the last bit.
const pythonTasks = `
import hashlib, math, struct, sys, zlib
M = (1 << 64) - 1

def mix(x):
    x ^= x >> 30; x = x * 0xbf58476d1ce4e5b9 & M
    x ^= x >> 27; x = x * 0x94d049bb133111eb & M
    return x ^ x >> 31

def total(results):
    return sum(mix(r + 0x9e3779b97f4a7c15 * (i + 1) & M) for i, r in enumerate(results)) & M

def mix_bytes(p):
    h = 0xcbf29ce484222325
    whole = len(p) // 8 * 8
    for (w,) in struct.iter_unpack("<Q", p[:whole]):
        h = (h ^ w) * 0x100000001b3 & M
    for c in p[whole:]:
        h = (h ^ c) * 0x100000001b3 & M
    return h

def noise(size, seed):
    words = range((size + 7) // 8)
    return b"".join(struct.pack("<Q", mix(seed + k & M)) for k in words)[:size]

def bits(x):
    return struct.unpack("<Q", struct.pack("<d", x))[0]

def part(length, parts, i):
    each, left = divmod(length, parts)
    lo = i * each + min(i, left)
    return lo, lo + each + (i < left)

def fib():
    def f(n):
        return n if n < 2 else f(n - 1) + f(n - 2)
    return [f(n) for n in (12, 17, 20)] * 2

def stats():
    def chunk(i):
        total = 0.0
        for x in range(*part(50000, 7, i)):
            root = math.sqrt(x)
            total += root * root * root
        return bits(total)
    return [chunk(i) for i in range(7)]

def primes():
    def prime(n):
        return n > 1 and all(n % d for d in range(2, math.isqrt(n) + 1))
    return [sum(map(prime, range(*part(20000, 9, i)))) for i in range(9)]

def hash():
    data = noise(4 * 1000, 0x5a << 40)
    def chain(p):
        digest = b""
        for _ in range(20):
            digest = hashlib.sha256(digest + p).digest()
        return int.from_bytes(digest[:8], "little")
    return [chain(data[i * 1000:(i + 1) * 1000]) for i in range(4)]

def compress():
    words, size = sys.argv[2].split(), 3000
    text, state = b"", 0xc0
    while len(text) < size + 5:
        state = state + 0x9e3779b97f4a7c15 & M
        text += words[mix(state) % len(words)].encode() + b" "
    def share(p):
        restored = zlib.decompress(zlib.compress(p, 9))
        digest = int.from_bytes(hashlib.sha256(restored).digest()[:8], "little")
        return mix(mix(digest) ^ digest)
    return [share(text[i:i + size]) for i in range(6)]

def matmul():
    n = 24
    def matrix(seed):
        e = [(mix(seed + k & M) >> 40) / (1 << 24) - 0.5 for k in range(n * n)]
        return [e[r * n:(r + 1) * n] for r in range(n)]
    a, b = matrix(0xa), matrix(0xb << 40)
    def row(r):
        c = [0.0] * n
        for k in range(n):
            for j in range(n):
                c[j] += a[r][k] * b[k][j]
        return c
    def block(i):
        lo, hi = part(n, 5, i)
        return mix_bytes(b"".join(struct.pack("<%dd" % n, *row(r)) for r in range(lo, hi)))
    return [block(i) for i in range(5)]

def mandelbrot():
    width, height, steps = 60, 40, 300
    pixel = 3.5 / width
    def log2(x):
        fraction, exponent = math.frexp(x)
        return exponent - 2 + 2 * fraction
    def point(cx, cy):
        x = y = 0.0
        for n in range(steps):
            xx, yy = x * x, y * y
            if xx + yy > 1 << 16:
                nu = n + 4 - log2(log2(xx + yy) / 2)
                return max(1, math.floor(nu * 256))
            y = 2 * x * y + cy
            x = xx - yy + cx
        return 0
    def band(i):
        p = b""
        for row in range(*part(height, 8, i)):
            cy = 0 + (height / 2 - 0.5 - row) * pixel
            for col in range(width):
                p += struct.pack("<I", point(-0.65 + (col + 0.5 - width / 2) * pixel, cy))
        return mix_bytes(p)
    return [band(i) for i in range(8)]

def sleep():
    def us(i):
        half = 1000 * 40 // 100
        return 1000 - half + mix(i) % (2 * half + 1)
    return [us(i) for i in range(6)]

def counter():
    def state(i):
        for _ in range(50 * 3):
            i = mix(i + 0x9e3779b97f4a7c15 & M)
        return i
    return [state(i) for i in range(5)]

print(total(globals()[sys.argv[1]]()))
`

func TestPythonAgrees(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 here")
	}
	cases := map[string]Values{
		"fib":        {"n": "12,17,20", "repeat": "2"},
		"stats":      {"range": "50000", "tasks": "7"},
		"primes":     {"limit": "20000", "tasks": "9"},
		"hash":       {"tasks": "4", "bytes": "1000", "iterations": "20"},
		"compress":   {"tasks": "6", "bytes": "3000", "rounds": "2", "level": "1"},
		"matmul":     {"size": "24", "tasks": "5"},
		"mandelbrot": {"width": "60", "iterations": "300", "tasks": "8"},
		"sleep":      {"tasks": "6", "ms": "1", "spread": "40"},
		"counter":    {"tasks": "5", "increments": "50", "work": "3"},
	}
	for name, values := range cases {
		t.Run(name, func(t *testing.T) {
			printed, err := exec.Command(python, "-c", pythonTasks, name, strings.Join(pageWords[:], " ")).Output()
			if err != nil {
				t.Fatalf("python: %v", err)
			}
			want, err := strconv.ParseUint(strings.TrimSpace(string(printed)), 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			if got := runAll(t, build(t, name, values, 1), 2); got != want {
				t.Errorf("checksum %#x, Python's is %#x", got, want)
			}
		})
	}
}
