"""ML-KEM-768 encapsulation (FIPS 203) with a given message, written out from the standard for the vectors alone."""

import hashlib

Q, N, K = 3329, 256, 3
ZETAS = [pow(17, int(f"{i:07b}"[::-1], 2), Q) for i in range(128)]
GAMMAS = [pow(17, 2 * int(f"{i:07b}"[::-1], 2) + 1, Q) for i in range(128)]
Poly = list[int]


def bits(data: bytes, width: int) -> Poly:
    """ByteDecode (algorithm 6)."""
    whole = int.from_bytes(data, "little")
    return [whole >> (width * i) & (2**width - 1) for i in range(len(data) * 8 // width)]


def packed(poly: Poly, width: int) -> bytes:
    """ByteEncode (algorithm 5)."""
    return sum(one << (width * i) for i, one in enumerate(poly)).to_bytes(N * width // 8, "little")


def compressed(poly: Poly, width: int) -> bytes:
    """Compress (4.7) and encode."""
    return packed([((one << width) + Q // 2) // Q % 2**width for one in poly], width)


def uniform(rho: bytes, j: int, i: int) -> Poly:
    """SampleNTT (algorithm 7)."""
    stream, found = hashlib.shake_128(rho + bytes([j, i])).digest(1344), []
    for at in range(0, len(stream), 3):
        a, b, c = stream[at : at + 3]
        found += [one for one in (a + 256 * (b % 16), b // 16 + 16 * c) if one < Q]
    return found[:N]


def small(seed: bytes, number: int) -> Poly:
    """SamplePolyCBD with eta 2 (algorithm 8) over PRF."""
    coins = bits(hashlib.shake_256(seed + bytes([number])).digest(128), 1)
    return [(coins[4 * i] + coins[4 * i + 1] - coins[4 * i + 2] - coins[4 * i + 3]) % Q for i in range(N)]


def ntt(poly: Poly) -> Poly:
    """Algorithm 9."""
    f, i, length = list(poly), 1, 128
    while length >= 2:
        for start in range(0, N, 2 * length):
            for j in range(start, start + length):
                t = ZETAS[i] * f[j + length] % Q
                f[j + length], f[j] = (f[j] - t) % Q, (f[j] + t) % Q
            i += 1
        length //= 2
    return f


def inverse(poly: Poly) -> Poly:
    """Algorithm 10."""
    f, i, length = list(poly), 127, 2
    while length <= 128:
        for start in range(0, N, 2 * length):
            for j in range(start, start + length):
                t = f[j]
                f[j], f[j + length] = (t + f[j + length]) % Q, ZETAS[i] * (f[j + length] - t) % Q
            i -= 1
        length *= 2
    return [one * 3303 % Q for one in f]


def times(a: Poly, b: Poly) -> Poly:
    """MultiplyNTTs (algorithm 11)."""
    out: Poly = []
    for i, gamma in enumerate(GAMMAS):
        a0, a1, b0, b1 = a[2 * i], a[2 * i + 1], b[2 * i], b[2 * i + 1]
        out += [(a0 * b0 + a1 * b1 * gamma) % Q, (a0 * b1 + a1 * b0) % Q]
    return out


def plus(*polys: Poly) -> Poly:
    return [sum(column) % Q for column in zip(*polys, strict=True)]


def encapsulate(ek: bytes, message: bytes) -> tuple[bytes, bytes]:
    """ML-KEM.Encaps_internal (algorithm 17): ciphertext and shared secret."""
    secret = hashlib.sha3_512(message + hashlib.sha3_256(ek).digest()).digest()
    key, coins = secret[:32], secret[32:]
    that = [bits(ek[384 * i : 384 * (i + 1)], 12) for i in range(K)]
    rho = ek[384 * K :]
    yhat = [ntt(small(coins, i)) for i in range(K)]
    u = [
        plus(inverse(plus(*(times(uniform(rho, i, j), yhat[j]) for j in range(K)))), small(coins, K + i))
        for i in range(K)
    ]
    mu = [one * ((Q + 1) // 2) for one in bits(message, 1)]
    v = plus(inverse(plus(*(times(that[i], yhat[i]) for i in range(K)))), small(coins, 2 * K), mu)
    return b"".join(compressed(one, 10) for one in u) + compressed(v, 4), key
